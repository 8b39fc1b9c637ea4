/**
 * The manifest of the files: `manifest.tsv` beside them, one line with what they are, their version, their seed and their
 * blocks. It is written last: a folder that has it has the files whole.
 */
import type { FilesShape } from './layout.js';

export const manifestName = 'manifest.tsv';

/** The text of the manifest of files of this shape. */
export function manifestText({ seed, cached, direct }: FilesShape): string {
  return `tutti-disk-files\t1\t${seed}\t${cached}\t${direct}\n`;
}
