import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Materials } from '../model/suite.js';
import { ensureMaterials, removeMaterials } from './materials.js';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tutti-materials-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = (made: string[], bytes = 3): Materials => ({
  name: 'files-1',
  bytes,
  async make(place, progress) {
    made.push(place);
    writeFileSync(join(place, 'a'), 'abc');
    progress(3);
  },
});

describe('materials', () => {
  it('are made once and used again', async () => {
    const made: string[] = [];
    const first = await ensureMaterials(folder, files(made), () => {});
    const second = await ensureMaterials(folder, files(made), () => {});
    expect(second).toBe(first);
    expect(made).toHaveLength(1);
    expect(readFileSync(join(first, 'a'), 'utf8')).toBe('abc');
    expect(readdirSync(folder)).toEqual(['files-1']);
  });

  it('that are no longer what they were are made anew', async () => {
    const made: string[] = [];
    const checked = (): Materials => ({
      ...files(made),
      matches: (place) => readFileSync(join(place, 'a'), 'utf8') === 'abc',
    });
    const place = await ensureMaterials(folder, checked(), () => {});
    await ensureMaterials(folder, checked(), () => {});
    expect(made).toHaveLength(1);
    writeFileSync(join(place, 'a'), 'ab');
    expect(await ensureMaterials(folder, checked(), () => {})).toBe(place);
    expect(made).toHaveLength(2);
    expect(readFileSync(join(place, 'a'), 'utf8')).toBe('abc');
    expect(readdirSync(folder)).toEqual(['files-1']);
  });

  it('say how far they are', async () => {
    const heard: number[] = [];
    await ensureMaterials(folder, files([]), (bytes) => heard.push(bytes));
    expect(heard).toEqual([3]);
  });

  it('that cannot be made leave nothing behind, and are made anew the next time', async () => {
    const broken = { ...files([]), make: () => Promise.reject(new Error('no more paper')) };
    await expect(ensureMaterials(folder, broken, () => {})).rejects.toMatchObject({
      code: 'CANNOT_WRITE',
      message: expect.stringContaining('no more paper'),
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(await ensureMaterials(folder, files([]), () => {}))).toBe(true);
  });

  it('in a folder that cannot be made are refused, and nobody waits for it', async () => {
    const refused = ensureMaterials('/proc/nowhere/materials', files([]), () => {});
    await expect(refused).rejects.toMatchObject({
      code: 'CANNOT_WRITE',
      remedy: expect.stringContaining('--materials DIR'),
    });
  });

  it('that need more than is free are not begun', async () => {
    const made: string[] = [];
    const refused = ensureMaterials(folder, files(made, 2 ** 60), () => {});
    await expect(refused).rejects.toMatchObject({
      code: 'NO_SPACE',
      message: expect.stringMatching(/files-1 need \d+ MB/),
    });
    expect(made).toEqual([]);
  });

  it('are removed, finished or not', async () => {
    await ensureMaterials(folder, files([]), () => {});
    writeFileSync(join(folder, 'files-2.making-x'), '');
    expect(removeMaterials(folder)).toHaveLength(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});
