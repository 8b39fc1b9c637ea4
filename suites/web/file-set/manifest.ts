/**
 * The manifest of a file set: `manifest.tsv` in its folder. The first line says what it is (`tutti-file-set`, version,
 * seed, directories, bytes in all); then a line a file with path, length and CRC-32C, in the order of the layout.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuttiError, reasonOf } from '../../../harness/model/errors.js';
import { bytesPerDirectory, filesPerDirectory, lengthOf, pathOf } from './layout.js';

export const manifestName = 'manifest.tsv';

/** What a file set is made from: the same shape gives the same bytes. */
export interface FileSetShape {
  readonly directories: number;
  readonly seed: number;
}

export interface ManifestFile {
  /** Below the folder of the set, with no slash before it. */
  readonly path: string;
  readonly length: number;
  /** CRC-32C of the content. */
  readonly crc: number;
}

export interface Manifest extends FileSetShape {
  /** Bytes of all files. */
  readonly bytes: number;
  /** By index. */
  readonly files: readonly ManifestFile[];
}

/** The text of a manifest, from the checksums of the files by index. */
export function manifestText({ directories, seed }: FileSetShape, checksums: Uint32Array): string {
  const lines = [`tutti-file-set\t1\t${seed}\t${directories}\t${directories * bytesPerDirectory}`];
  for (const [index, crc] of checksums.entries()) {
    lines.push(`${pathOf(index)}\t${lengthOf(index)}\t${crc.toString(16).padStart(8, '0')}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Reads the manifest of a folder.
 * @throws TuttiError FILE_SET_DAMAGED naming the file and the line
 */
export function readManifest(folder: string): Manifest {
  const file = join(folder, manifestName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new TuttiError('FILE_SET_DAMAGED', { file, line: 1, reason: reasonOf(thrown) }, thrown);
  }
  return parseManifest(text, file);
}

/**
 * @param file what errors call it
 * @throws TuttiError FILE_SET_DAMAGED naming the file and the line
 */
export function parseManifest(text: string, file: string): Manifest {
  const damaged = (line: number, reason: string): TuttiError =>
    new TuttiError('FILE_SET_DAMAGED', { file, line, reason });
  const [first = '', ...lines] = text.split('\n');
  const match = /^tutti-file-set\t1\t(\d+)\t([1-9]\d*)\t(\d+)$/.exec(first);
  if (match === null) throw damaged(1, 'it is no first line of a manifest of version 1');
  const [seed = 0, directories = 0, bytes = 0] = match.slice(1).map(Number);
  if (bytes !== directories * bytesPerDirectory) {
    throw damaged(
      1,
      `${directories} directories have ${directories * bytesPerDirectory} bytes, not ${bytes}`,
    );
  }
  const count = directories * filesPerDirectory;
  if (lines.length > count && lines.slice(count).join('') !== '') {
    throw damaged(count + 2, 'nothing may follow the last file');
  }
  const files = Array.from({ length: count }, (_, index) => {
    const line = lines[index] ?? '';
    const [, path, length, crc = ''] = /^(\S+)\t(\d+)\t([0-9a-f]{8})$/.exec(line) ?? [];
    if (path !== pathOf(index) || Number(length) !== lengthOf(index)) {
      throw damaged(index + 2, `not "${pathOf(index)}", ${lengthOf(index)} and eight hexadecimal digits`);
    }
    return { path, length: lengthOf(index), crc: Number.parseInt(crc, 16) };
  });
  if (lines.length === count) throw damaged(count + 1, 'its end is missing');
  return { seed, directories, bytes, files };
}
