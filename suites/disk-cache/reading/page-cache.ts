/** Which blocks of a file are in the page cache, which Node itself has no way to ask. */
import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { blockBytes } from '../files/layout.js';

/** The kernel may take memory back between a read and the count: then what it took is read again, so often at most. */
const mostReadings = 3;

/**
 * Reads a file through, so that the page cache has it.
 * @returns the blocks that the page cache then holds, or the reason why that cannot be known
 */
export function warm(location: string): number | { unsupported: string } {
  const descriptor = openSync(location, 'r');
  try {
    const blocks = Math.floor(fstatSync(descriptor).size / blockBytes);
    for (let reading = 1; ; reading++) {
      readThrough(descriptor);
      const cached = cachedBlocks(location);
      if (typeof cached !== 'number' || cached >= blocks || reading === mostReadings) return cached;
    }
  } finally {
    closeSync(descriptor);
  }
}

function readThrough(descriptor: number): void {
  const piece = Buffer.allocUnsafe(256 * blockBytes);
  for (let position = 0; ;) {
    const count = readSync(descriptor, piece, 0, piece.length, position);
    if (count === 0) return;
    position += count;
  }
}

/**
 * Blocks of a file that are in the page cache, by mincore as fincore of util-linux asks it.
 * @returns the reason why that cannot be known here, in words
 */
export function cachedBlocks(location: string): number | { unsupported: string } {
  try {
    const options = ['--bytes', '--noheadings', '--raw', '--output', 'RES'];
    const output = execFileSync('fincore', [...options, location], { encoding: 'utf8' });
    return Math.floor(Number(output.trim()) / blockBytes);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const remedy = 'apt-get install util-linux-extra, or util-linux';
    return { unsupported: `cannot see what the page cache holds: fincore: ${reason} (${remedy})` };
  }
}
