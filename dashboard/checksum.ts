/** A checksum of a text, the same in Node and in the browser: it tells a file that was changed or cut from one that was not. */

/** FNV-1a over the code units of the text, 32 bits: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm". */
export function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash >>> 0;
}
