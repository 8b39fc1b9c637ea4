/** Writes files so that no reader ever sees half of one. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { TuttiError, reasonOf } from '../model/errors.js';

/**
 * Writes a whole file under a temporary name and renames it into place.
 * @param option the option that chooses another folder, for the remedy of an error
 * @throws TuttiError CANNOT_WRITE; the former file, if any, is untouched
 */
export function writeWhole(file: string, content: string | Uint8Array, option = resultsOption): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    makeWithParents(dirname(file));
    const descriptor = openSync(temporary, 'w');
    try {
      writeFully(descriptor, typeof content === 'string' ? Buffer.from(content) : content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (thrown) {
    if (existsSync(temporary)) rmSync(temporary);
    throw cannotWrite(file, thrown, option);
  }
}

/**
 * Makes a folder and those above it.
 * @param option the option that chooses another folder, for the remedy of an error
 * @throws TuttiError CANNOT_WRITE
 */
export function makeFolder(folder: string, option = resultsOption): void {
  try {
    makeWithParents(folder);
  } catch (thrown) {
    throw cannotWrite(folder, thrown, option);
  }
}

/**
 * Makes a folder and those above it, one by one: where a file system answers ENOENT for what cannot be made, as /proc does,
 * Node's own recursive form never ends.
 */
function makeWithParents(folder: string): void {
  const missing: string[] = [];
  for (let place = resolve(folder); !existsSync(place); place = dirname(place)) missing.unshift(place);
  for (const place of missing) {
    try {
      mkdirSync(place);
    } catch (thrown) {
      // Somebody else may have made it meanwhile.
      if (!existsSync(place)) throw thrown;
    }
  }
  if (!statSync(folder).isDirectory()) mkdirSync(folder);
}

/** Writes all of `bytes`, however many calls it takes. */
export function writeFully(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}

const resultsOption = '--results DIR';

/** What to do about the reasons that writing fails for; `another` stands for choosing another folder. */
const hints: Readonly<Record<string, (another: string) => string>> = {
  ENOSPC: (another) => `the disk is full: free some space, or ${another}`,
  EDQUOT: (another) => `your quota is used up: free some space, or ${another}`,
  EROFS: (another) => `the file system is read-only: ${another}`,
  EACCES: (another) => `you may not write there: change its permissions, or ${another}`,
  EPERM: (another) => `you may not write there: change its permissions, or ${another}`,
  ENOTDIR: (another) => `a part of the path is not a folder: ${another}`,
  EEXIST: (another) => `a part of the path is not a folder: ${another}`,
};

/** The catalogue's error for a failed write, with the remedy for its reason. */
export function cannotWrite(file: string, thrown: unknown, option = resultsOption): TuttiError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const another = `choose another folder with ${option}`;
  const hint = hints[code]?.(another) ?? another;
  return new TuttiError('CANNOT_WRITE', { file, reason: reasonOf(thrown), hint }, thrown);
}
