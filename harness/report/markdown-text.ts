/** Text of others in Markdown: names, errors, reasons. None of it may become markup, a link, or a mention of somebody. */

/** What cannot be seen, or turns the direction of what follows. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** All but what is a letter, a digit or harmless in every place. */
const special = /[^\p{L}\p{N} ,=/-]/gu;

/**
 * The text in a `<code>` element, every special character as an entity: GitHub looks for mentions and issue numbers in what
 * is rendered, but not within code; and for links in the source, where none is left.
 * @param most characters that are kept of it
 */
export function codeText(text: string, most = 200): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const kept = line.length > most ? `${line.slice(0, most)} ...` : line;
  const safe = kept
    .replaceAll(unseen, '\u{FFFD}')
    .replaceAll(special, (character) => `&#${character.codePointAt(0)};`);
  return `<code>${safe}</code>`;
}
