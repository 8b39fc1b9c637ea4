/**
 * The SPECweb99-like file set: which files there are, and how long they are. A directory has four classes of nine files;
 * file f of class c has (f + 1) x 102.4 x 10^c bytes. Files are numbered through in order of directory, class and file:
 * a file's index is its line in the manifest.
 */

export const classesPerDirectory = 4;
export const filesPerClass = 9;
export const filesPerDirectory = classesPerDirectory * filesPerClass;

/** Bytes of the files of one directory. */
export const bytesPerDirectory = Array.from({ length: filesPerDirectory }, (_, index) =>
  lengthOf(index),
).reduce((sum, length) => sum + length, 0);

/** The index of a file from its place. */
export function indexOf(directory: number, fileClass: number, file: number): number {
  return directory * filesPerDirectory + fileClass * filesPerClass + file;
}

/** The path of a file below the folder of the set, with no slash before it. */
export function pathOf(index: number): string {
  const within = index % filesPerDirectory;
  const directory = (index - within) / filesPerDirectory;
  const file = within % filesPerClass;
  return `${directoryName(directory)}/class${(within - file) / filesPerClass}_${file}`;
}

/** Bytes of a file. */
export function lengthOf(index: number): number {
  const within = index % filesPerDirectory;
  const file = within % filesPerClass;
  return Math.round((file + 1) * 102.4 * 10 ** ((within - file) / filesPerClass));
}

export function directoryName(directory: number): string {
  return `dir${String(directory).padStart(5, '0')}`;
}
