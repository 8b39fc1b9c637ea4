/** What a third-party server needs to know of the file set: how many files there are, and one to try. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param materials the folder of the file set */
export function readFileSet(materials: string): { fileCount: number; first: string } {
  const [head = '', ...lines] = readFileSync(join(materials, 'manifest.tsv'), 'utf8').trimEnd().split('\n');
  const [first] = (lines[0] ?? '').split('\t');
  if (!head.startsWith('tutti-file-set\t1\t') || first === undefined || first === '') {
    throw new Error(`${materials} holds no file set`);
  }
  return { fileCount: lines.length, first };
}
