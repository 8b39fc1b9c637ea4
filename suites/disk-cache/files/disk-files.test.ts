import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf, isWhole } from './block.js';
import { blockBytes } from './layout.js';
import { makeDiskFiles } from './make-disk-files.js';
import { diskFilesFor } from './materials.js';

const shape = { seed: 1, cached: 3, direct: 700 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-disk-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the files of the disk suites', () => {
  it('are made of blocks that know their number and their file', async () => {
    await makeDiskFiles(folder, shape, () => {});
    const direct = readFileSync(join(folder, 'direct'));
    expect(direct).toHaveLength(700 * blockBytes);
    for (let number = 0; number < 700; number++) {
      expect(isWhole(direct.subarray(number * blockBytes, (number + 1) * blockBytes), number, 2)).toBe(true);
    }
    const cached = readFileSync(join(folder, 'cached'));
    expect(cached).toHaveLength(3 * blockBytes);
    expect(isWhole(cached.subarray(blockBytes, 2 * blockBytes), 1, 1)).toBe(true);
    expect(readFileSync(join(folder, 'manifest.tsv'), 'utf8')).toBe('tutti-disk-files\t1\t1\t3\t700\n');
  });

  it('are never sparse', async () => {
    await makeDiskFiles(folder, shape, () => {});
    for (const name of ['cached', 'direct']) {
      const { size, blocks } = statSync(join(folder, name));
      expect(blocks * 512).toBeGreaterThanOrEqual(size);
    }
  });

  it('say how far they have come, and end at the bytes that were announced', async () => {
    const materials = diskFilesFor(1, 4);
    const heard: number[] = [];
    await materials.make(folder, (doneBytes) => heard.push(doneBytes));
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBe(materials.bytes);
    expect(materials.name).toBe('disk-1-4-seed-1');
  });
});

describe('files that were made before', () => {
  const materials = diskFilesFor(1, 1);
  const file = (name: string) => join(folder, name);
  const spoilt: [string, () => void][] = [
    [
      'the manifest is of others',
      () => writeFileSync(file('manifest.tsv'), 'tutti-disk-files\t1\t1\t3\t700\n'),
    ],
    ['the manifest is gone', () => rmSync(file('manifest.tsv'))],
    ['a file is gone', () => rmSync(file('cached'))],
    ['a file is shorter', () => truncateSync(file('direct'), 4096)],
    ['a file has holes', () => (truncateSync(file('direct'), 0), truncateSync(file('direct'), 2 ** 20))],
  ];

  it('are used again as they are', async () => {
    await materials.make(folder, () => {});
    expect(materials.matches?.(folder)).toBe(true);
  });

  it.each(spoilt)('are made anew when %s', async (_, spoil) => {
    await materials.make(folder, () => {});
    spoil();
    expect(materials.matches?.(folder)).toBe(false);
  });
});

describe('a block', () => {
  const block = () => contentOf(1, 2, 70_000, 1);

  it('is the same whether it is made alone or among others', () => {
    expect(
      contentOf(1, 2, 69_999, 3)
        .subarray(blockBytes, 2 * blockBytes)
        .equals(block()),
    ).toBe(true);
  });

  it('differs from others in more than its number', () => {
    const words = (bytes: Buffer) => bytes.subarray(16, 4092).toString('hex');
    expect(words(contentOf(1, 1, 70_000, 1))).not.toBe(words(block()));
    expect(words(contentOf(2, 2, 70_000, 1))).not.toBe(words(block()));
    expect(words(contentOf(1, 2, 70_001, 1))).not.toBe(words(block()));
  });

  it.each([
    ['it is another one', 70_001, 2, -1],
    ['it is of the other file', 70_000, 1, -1],
    ['its first byte was changed', 70_000, 2, 0],
    ['a byte of its content was changed', 70_000, 2, 2000],
    ['its checksum was changed', 70_000, 2, 4095],
  ])('is not the right one when %s', (_, number, tag, changed) => {
    const bytes = block();
    expect(isWhole(bytes, 70_000, 2)).toBe(true);
    if (changed >= 0) bytes[changed] = (bytes[changed] ?? 0) ^ 1;
    expect(isWhole(bytes, number, tag)).toBe(false);
  });
});
