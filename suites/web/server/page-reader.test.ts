import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFileSet } from '../file-set/make-file-set.js';
import { PageCache } from './page-cache.js';
import { PageReader } from './page-reader.js';
import { headOf } from './responses.js';
import { type ServedFile, ServedFiles } from './served-files.js';

const folder = mkdtempSync(join(tmpdir(), 'page-reader-'));
beforeAll(() => makeFileSet(folder, { directories: 1, seed: 5 }));
afterAll(() => rmSync(folder, { recursive: true }));

function setUp(limit = 1e9): { reader: PageReader; file: (path: string) => ServedFile } {
  const files = new ServedFiles(folder);
  const file = (path: string): ServedFile => {
    const found = files.at(path);
    if (found === undefined) throw new Error(`no ${path}`);
    return found;
  };
  return { reader: new PageReader(new PageCache(files.all.length, limit)), file };
}

describe('a page', () => {
  it('is the head of its response and the file, and stays in the cache', async () => {
    const { reader, file } = setUp();
    const wanted = file('/dir00000/class2_3');
    expect(reader.cached(wanted)).toBeUndefined();
    const page = await reader.read(wanted);
    const head = headOf(wanted.length);
    expect(page.headLength).toBe(head.length);
    expect(page.bytes.equals(Buffer.concat([Buffer.from(head), readFileSync(wanted.location)]))).toBe(true);
    expect(reader.cached(wanted)).toBe(page);
  });

  it('is read once for all who want it at the same time', async () => {
    const { reader, file } = setUp();
    const wanted = file('/dir00000/class0_1');
    const pages = await Promise.all(Array.from({ length: 40 }, () => reader.read(wanted)));
    expect(new Set(pages).size).toBe(1);
  });

  it('may be one of very many that are wanted at once', async () => {
    const { reader } = setUp();
    const { all } = new ServedFiles(folder);
    const pages = await Promise.all(all.map((file) => reader.read(file)));
    expect(pages.map(({ bytes, headLength }) => bytes.length - headLength)).toEqual(
      all.map(({ length }) => length),
    );
  });

  it('that is too large for the cache comes in pieces', async () => {
    const { reader, file } = setUp(500_000);
    const wanted = file('/dir00000/class3_8');
    expect(reader.isCacheable(wanted)).toBe(false);
    const pieces: Buffer[] = [];
    for await (const piece of reader.pieces(wanted)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).equals(readFileSync(wanted.location))).toBe(true);
  });

  it('of a file that is shorter than its manifest says is an error, and is tried again', async () => {
    const { reader, file } = setUp();
    const wanted = file('/dir00000/class0_8');
    truncateSync(wanted.location, 10);
    await expect(reader.read(wanted)).rejects.toThrow('ends at 10');
    await expect(reader.read(wanted)).rejects.toThrow('ends at 10');
  });
});

describe('a path', () => {
  it.each([
    '/',
    '/manifest.tsv',
    '/dir00000/../dir00000/class0_1',
    '/dir00000/class0_%31',
    '/dir00000/class0_1?x',
    'dir00000/class0_1',
    '//dir00000/class0_1',
    '/constructor',
  ])('leads nowhere when it is not written as in the manifest: %s', (path) => {
    expect(new ServedFiles(folder).at(path)).toBeUndefined();
  });
});
