import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyIndexSchema, type KeptRun } from '../model/history.js';
import { HistoryFolder } from './history-folder.js';
import { type HistoryFile, type HistoryPlace, packRun, readHistory, unpackRun } from './history.js';
import { keptRun } from './test/kept-runs.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-history-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fileOf({ run, launches }: KeptRun): HistoryFile {
  return packRun(run, launches);
}

/** Everything below a folder, by path. */
function contentOf(place: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(place.length), readFileSync(path, 'base64')]),
  );
}

function idsOf(place: HistoryPlace): string[] {
  return [...readHistory(place).runs].map(({ run }) => run.id);
}

describe('a kept run', () => {
  it('lies below its year and month, and holds the run and its launches', () => {
    const kept = keptRun(800);
    const file = fileOf(kept);
    expect(file.path).toBe('runs/2026/02/run-0800.json.gz');
    expect(unpackRun(file)).toEqual(kept);
  });

  it('is refused as long as it is not finished', () => {
    const { run, launches } = keptRun(1);
    expect(() => packRun(run, launches.slice(1))).toThrow('run run-0001 is not finished: 1 of 2 launches');
  });

  it('cannot have a name that leads out of the history', () => {
    const { run, launches } = keptRun(1);
    expect(() => packRun({ ...run, id: '../../else' }, launches)).toThrow('is damaged');
  });

  it('of a newer Tutti is not guessed at', () => {
    const { run, launches } = keptRun(1);
    const bytes = packRun({ ...run, schema: 2 } as unknown as typeof run, launches).bytes;
    expect(() => unpackRun({ path: 'a', bytes })).toThrow('a is damaged: run.schema');
  });
});

describe('a history in a folder', () => {
  it('is the same whatever the order and the number of times in which runs are added', () => {
    const order = fc.array(fc.nat(5), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(order, fc.infiniteStream(fc.nat()), (indices, keys) => {
        const [one, other] = [join(folder, 'one'), join(folder, 'other')];
        const added = new Set<number>();
        for (const index of indices) {
          expect(new HistoryFolder(one).add(fileOf(keptRun(index)))).toBe(!added.has(index));
          added.add(index);
        }
        const shuffled = [...added].map((index) => ({ index, key: keys.next().value ?? 0 }));
        for (const { index } of shuffled.sort((a, b) => a.key - b.key)) {
          new HistoryFolder(other).add(fileOf(keptRun(index)));
        }
        expect(contentOf(other)).toEqual(contentOf(one));
        for (const place of [one, other]) rmSync(place, { recursive: true });
      }),
      { numRuns: 30 },
    );
  });

  it('has an index that says what is in the folder, by time', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(900), { minLength: 1, maxLength: 6 }), (indices) => {
        const place = new HistoryFolder(join(folder, 'index'));
        for (const index of indices) place.add(fileOf(keptRun(index)));
        const index = historyIndexSchema.parse(
          JSON.parse(readFileSync(join(folder, 'index', 'index.json'), 'utf8')),
        );
        expect(index.runs.map(({ file }) => file).sort()).toEqual(place.paths());
        const ordered = indices.toSorted((a, b) => a - b).map((one) => keptRun(one).run.id);
        expect(index.runs.map(({ id }) => id)).toEqual(ordered);
        rmSync(join(folder, 'index'), { recursive: true });
      }),
      { numRuns: 20 },
    );
  });

  it('never rewrites what is there', () => {
    const place = new HistoryFolder(folder);
    const { run, launches } = keptRun(1);
    place.add(packRun(run, launches));
    const before = contentOf(folder);
    expect(() => place.add(packRun({ ...run, host: 'another' }, launches))).toThrow('already has another');
    expect(contentOf(folder)).toEqual(before);
  });

  it('names a damaged file and gives the rest, in its index too', () => {
    const place = new HistoryFolder(folder);
    for (const index of [1, 2]) place.add(fileOf(keptRun(index)));
    const damaged = fileOf(keptRun(1)).path;
    writeFileSync(join(folder, damaged), 'not gzip');
    place.add(fileOf(keptRun(3)));
    const history = readHistory(place);
    expect([...history.runs].map(({ run }) => run.id)).toEqual(['run-0002', 'run-0003']);
    expect(history.damaged).toEqual([{ file: damaged, reason: expect.stringContaining('incorrect header') }]);
    const index = historyIndexSchema.parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')));
    expect(index.damaged.map(({ file }) => file)).toEqual([damaged]);
    expect(index.runs).toHaveLength(2);
  });

  it('makes an index anew that somebody has spoilt', () => {
    const place = new HistoryFolder(folder);
    place.add(fileOf(keptRun(1)));
    const index = readFileSync(join(folder, 'index.json'), 'utf8');
    writeFileSync(join(folder, 'index.json'), '{');
    expect(place.add(fileOf(keptRun(1)))).toBe(false);
    expect(readFileSync(join(folder, 'index.json'), 'utf8')).toBe(index);
  });

  it('that is not there is said to be missing, with the command that begins one', () => {
    expect(() => idsOf(new HistoryFolder(join(folder, 'none')))).toThrow('there is no history in');
  });
});
