/** The two files that the disk suites read, and the blocks they are made of. */

/** Bytes of a block: what one read brings. */
export const blockBytes = 4096;

/** Blocks of a MiB, in which the sizes of the files are given. */
const blocksPerMb = 2 ** 20 / blockBytes;

/** The blocks of a file of so many MiB. */
export function blocksOf(mb: number): number {
  return mb * blocksPerMb;
}

/** The files by name: `cached` is read through the page cache, `direct` past it. The tag is in every block of the file. */
export const tags = { cached: 1, direct: 2 } as const;
export type FileName = keyof typeof tags;

/** How large the files are, and what their content is drawn from: the same shape gives the same bytes. */
export interface FilesShape {
  readonly seed: number;
  /** Blocks of `cached`. */
  readonly cached: number;
  /** Blocks of `direct`. */
  readonly direct: number;
}
