import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32c } from '@node-rs/crc32';
import { afterAll, describe, expect, it } from 'vitest';
import { contentOf } from './content.js';
import { bytesPerDirectory, filesPerDirectory, indexOf, lengthOf, pathOf } from './layout.js';
import { makeFileSet } from './make-file-set.js';
import { parseManifest, readManifest } from './manifest.js';

const scratch = mkdtempSync(join(tmpdir(), 'file-set-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('the layout of a file set', () => {
  it('has files of 102 bytes to 921,600, and 5,119,488 bytes in a directory', () => {
    expect(lengthOf(indexOf(0, 0, 0))).toBe(102);
    expect(lengthOf(indexOf(3, 0, 4))).toBe(512);
    expect(lengthOf(indexOf(3, 3, 8))).toBe(921_600);
    expect(bytesPerDirectory).toBe(5_119_488);
  });

  it('names every file by its place', () => {
    expect(pathOf(0)).toBe('dir00000/class0_0');
    expect(pathOf(indexOf(679, 2, 7))).toBe('dir00679/class2_7');
  });
});

describe('a file set on the disk', () => {
  const folder = join(scratch, 'two');

  it('is what its manifest says, in length and checksum, and nothing else', async () => {
    const heard: number[] = [];
    await makeFileSet(folder, { directories: 2, seed: 7 }, (done, all) => heard.push(done / all));
    expect(heard).toEqual([0.5, 1]);
    const manifest = readManifest(folder);
    expect(manifest).toMatchObject({ directories: 2, seed: 7, bytes: 2 * bytesPerDirectory });
    expect(manifest.files).toHaveLength(2 * filesPerDirectory);
    for (const { path, length, crc } of manifest.files) {
      const content = readFileSync(join(folder, path));
      expect([path, content.length, crc32c(content)]).toEqual([path, length, crc]);
    }
    expect(filesBelow(folder)).toHaveLength(2 * filesPerDirectory + 1);
  });

  it('is the same, byte for byte, when it is made again from the same seed, and another from another', async () => {
    const [again, other] = [join(scratch, 'again'), join(scratch, 'other')];
    await makeFileSet(again, { directories: 2, seed: 7 });
    await makeFileSet(other, { directories: 2, seed: 8 });
    expect(digest(again)).toBe(digest(folder));
    expect(digest(other)).not.toBe(digest(folder));
  });

  it('has another content in every file', () => {
    const begins = readManifest(folder).files.map(({ path }) =>
      readFileSync(join(folder, path)).subarray(0, 100).toString('hex'),
    );
    expect(new Set(begins).size).toBe(begins.length);
  });

  it('begins in the same way when it has fewer directories', () => {
    expect(contentOf(7, 40, 102)).toEqual(readFileSync(join(folder, pathOf(40))).subarray(0, 102));
  });

  it('says where it could not be written', async () => {
    const inTheWay = join(scratch, 'in-the-way');
    writeFileSync(inTheWay, '');
    await expect(makeFileSet(inTheWay, { directories: 1, seed: 1 })).rejects.toThrow(
      `cannot write ${inTheWay}`,
    );
    expect(statSync(inTheWay).isFile()).toBe(true);
  });

  it('has no manifest as long as it is not complete', async () => {
    const broken = join(scratch, 'broken');
    const interrupted = makeFileSet(broken, { directories: 3, seed: 1 }, () => {
      throw new Error('interrupted');
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(existsSync(join(broken, 'manifest.tsv'))).toBe(false);
  });
});

describe('a damaged manifest', () => {
  const text = textOfOneDirectory();

  it.each([
    ['no manifest at all', () => 'hello\n', 1],
    ['a version that is not known', () => text.replace('\t1\t', '\t2\t'), 1],
    ['a sum that is wrong', () => text.replace(String(bytesPerDirectory), '5'), 1],
    ['a path that leads elsewhere', () => text.replace('dir00000/class0_1', '../../etc/passwd'), 3],
    ['a length that is not the file’s', () => text.replace('\t102\t', '\t103\t'), 2],
    ['a checksum that is cut short', () => text.replace(/[0-9a-f]\n(dir00000\/class0_3)/, '\n$1'), 4],
    ['a line too few', () => text.replace(/\n[^\n]*\n$/, '\n'), 37],
    ['a line too many', () => `${text}dir00001/class0_0\t102\t00000000\n`, 38],
    ['a last line without an end', () => text.slice(0, -1), 37],
  ])('is refused with its file and line: %s', (_, damage, line) => {
    expect(() => parseManifest(damage(), '/sets/manifest.tsv')).toThrow(`/sets/manifest.tsv, line ${line}: `);
  });

  it('is refused when it is not there', () => {
    expect(() => readManifest('/nowhere')).toThrow('/nowhere/manifest.tsv, line 1: ENOENT');
  });
});

function textOfOneDirectory(): string {
  const lines = Array.from(
    { length: filesPerDirectory },
    (_, index) => `${pathOf(index)}\t${lengthOf(index)}\t0123abcd\n`,
  );
  return `tutti-file-set\t1\t7\t1\t${bytesPerDirectory}\n${lines.join('')}`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

function digest(folder: string): string {
  const hash = createHash('sha256').update(readFileSync(join(folder, 'manifest.tsv')));
  for (const { path } of readManifest(folder).files) hash.update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}
