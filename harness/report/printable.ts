/** Text that a target said, safe for a terminal: control characters are shown as what they are. */
export function printable(text: string): string {
  // Everything below a blank, and the second block of control characters, but not the line feed.
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
