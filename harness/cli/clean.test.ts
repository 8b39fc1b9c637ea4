import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Workplace } from './test/command-line.js';

let place: Workplace;
beforeEach(() => void (place = new Workplace()));
afterEach(() => place.remove());

describe('tutti clean', () => {
  it('removes the files that suites have made, and keeps every result', () => {
    const made = join(place.folder, 'results', 'materials', 'web-files');
    const kept = join(place.results, 'a-run');
    for (const folder of [made, kept]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(made, 'file'), 'x');
    const { code, out } = place.tutti('clean', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      removed: expect.arrayContaining(['results/materials/web-files']),
    });
    expect([existsSync(made), existsSync(kept)]).toEqual([false, true]);
  });

  it('removes scratch folders that a killed launch has left a day ago, not those of launches under way', () => {
    const [old, fresh] = ['old-', 'new-'].map((name) => mkdtempSync(join(tmpdir(), `tutti-launch-${name}`)));
    utimesSync(old ?? '', new Date(0), new Date(0));
    expect(place.tutti('clean').code).toBe(0);
    expect([existsSync(old ?? ''), existsSync(fresh ?? '')]).toEqual([false, true]);
    rmSync(fresh ?? '', { recursive: true });
  });

  it('says when there is nothing to remove', () => {
    place.tutti('clean');
    expect(place.tutti('clean').out).toBe('nothing to remove\n');
  });
});
