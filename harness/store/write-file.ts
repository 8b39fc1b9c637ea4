/** Writes files so that no reader ever sees half of one. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { TuttiError, reasonOf } from '../model/errors.js';

/**
 * Writes a whole file under a temporary name and renames it into place.
 * @throws TuttiError CANNOT_WRITE; the former file, if any, is untouched
 */
export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(file));
    const descriptor = openSync(temporary, 'w');
    try {
      writeFully(descriptor, Buffer.from(text));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (thrown) {
    if (existsSync(temporary)) rmSync(temporary);
    throw cannotWrite(file, thrown);
  }
}

/** Makes a folder; when that fails, the error is the true one of the nearest folder there is. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (thrown) {
    let nearest = folder;
    while (!existsSync(nearest)) nearest = dirname(nearest);
    accessSync(nearest, constants.W_OK);
    throw thrown;
  }
}

/** Writes all of `bytes`, however many calls it takes. */
export function writeFully(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space, or choose another folder with --results DIR',
  EDQUOT: 'your quota is used up: free some space, or choose another folder with --results DIR',
  EROFS: 'the file system is read-only: choose another folder with --results DIR',
  EACCES: 'you may not write there: choose another folder with --results DIR, or change its permissions',
  EPERM: 'you may not write there: choose another folder with --results DIR, or change its permissions',
  ENOTDIR: 'a part of the path is not a folder: choose another one with --results DIR',
  EEXIST: 'a part of the path is not a folder: choose another one with --results DIR',
};

/** The catalogue's error for a failed write, with the remedy for its reason. */
export function cannotWrite(file: string, thrown: unknown): TuttiError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const hint = hints[code] ?? 'choose another folder with --results DIR';
  return new TuttiError('CANNOT_WRITE', { file, reason: reasonOf(thrown), hint }, thrown);
}
