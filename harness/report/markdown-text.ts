/** Text of others in Markdown: names, errors, reasons. None of it may become markup, a link, or a mention of somebody. */

/** What cannot be seen, or turns the direction of what follows. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** What is harmless in every place. */
const plain = /[\p{L}\p{N} ,=/-]/u;

/**
 * The text in a `<code>` element, every special character as an entity: GitHub looks for mentions and issue numbers in what
 * is rendered, but not within code; and for links in the source, where none is left.
 * @param most bytes that it may take, entities and all; what is left out is marked by an ellipsis, which is an entity as well
 */
export function codeText(text: string, most = 300): string {
  let written = '';
  let room = most;
  for (const character of text.replaceAll(/\s+/g, ' ')) {
    const safe = safeCharacter(character);
    room -= Buffer.byteLength(safe);
    if (room < 0) return `<code>${written} &#8230;</code>`;
    written += safe;
  }
  return `<code>${written}</code>`;
}

function safeCharacter(character: string): string {
  if (unseen.test(character)) return '\u{FFFD}';
  return plain.test(character) ? character : `&#${character.codePointAt(0)};`;
}
