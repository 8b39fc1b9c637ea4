import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsOf, runOf } from '../model/test/records.js';
import { trendsDocumentSchema } from '../model/trend.js';
import { git } from '../store/test/kept-runs.js';
import { Workplace } from './test/command-line.js';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

/** Writes a finished run into the folder of all runs, as `tutti run` leaves it. */
function finishedRun(id: string): void {
  const run = runOf({ id, targets: ['capriccio'], grid: { pairs: [1] }, blocks: 6 });
  const folder = join(place.results, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run));
  const lines = recordsOf(run).map((record) => `${JSON.stringify(record)}\n`);
  writeFileSync(join(folder, 'launches.ndjson'), lines.join(''));
}

describe('tutti history', () => {
  it('keeps runs, each once, and shows the trend of each cell of them', () => {
    finishedRun('2026-01-01-a');
    finishedRun('2026-01-02-b');
    expect(place.tutti('history', '--add', '2026-01-01-a').out).toBe(
      'added runs/2026/01/2026-01-01-a.json.gz to results/history\n',
    );
    expect(place.tutti('history', '--add').out).toContain('added runs/2026/01/2026-01-02-b.json.gz');
    const again = place.tutti('history', '--add', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ added: false, pushed: false });

    const { out, code } = place.tutti('history', '--json');
    expect(code).toBe(0);
    const { runs, trends } = trendsDocumentSchema.parse(JSON.parse(out));
    expect(runs).toBe(2);
    expect(trends.map(({ target, metric, points }) => [target, metric, points.length])).toEqual([
      ['capriccio', 'throughput', 2],
    ]);
    expect(place.tutti('history').out).toContain('Too few runs in 1 to show a change of any size');
    expect(place.tutti('history', '--metric', 'cpuPerWork', '--metric', 'peakMemory').out).toContain(
      '2 trends',
    );
  });

  it('keeps files that are runs for every command', () => {
    finishedRun('2026-01-01-a');
    finishedRun('2026-01-02-b');
    for (const id of ['2026-01-01-a', '2026-01-02-b']) place.tutti('history', '--add', id);
    const kept = (id: string) => `results/history/runs/2026/01/${id}.json.gz`;
    rmSync(place.results, { recursive: true });
    expect(JSON.parse(place.tutti('show', kept('2026-01-01-a'), '--json').out)).toMatchObject({
      run: '2026-01-01-a',
    });
    const { out, code } = place.tutti('publish', kept('2026-01-01-a'), '--out', 'page');
    expect({ out, code }).toEqual({ out: `${join(place.folder, 'page', 'index.html')}\n`, code: 0 });
    expect(place.tutti('compare', kept('2026-01-01-a'), kept('2026-01-02-b')).code).toBe(0);
    expect(place.tutti('recompute', kept('2026-01-01-a')).out).toContain('a kept run has no tables');
    expect(place.tutti('show', kept('2026-01-03-c')).err).toContain('there is no run');
  });

  it('keeps them on a branch, and sends it where it is told to', () => {
    const remote = join(place.folder, 'remote.git');
    git(place.folder, 'init', '--quiet', '--initial-branch=main');
    git(place.folder, 'init', '--quiet', '--bare', remote);
    git(place.folder, 'remote', 'add', 'origin', remote);
    finishedRun('2026-01-01-a');
    const { out, err, code } = place.tutti('history', '--add', '--branch', 'bench-data', '--push');
    expect({ out, err, code }).toEqual({
      out: 'added runs/2026/01/2026-01-01-a.json.gz to branch bench-data\npushed branch bench-data to origin\n',
      err: '',
      code: 0,
    });
    expect(git(remote, 'show', 'bench-data:index.json')).toContain('2026-01-01-a');
    expect(existsSync(join(place.folder, 'results', 'history'))).toBe(false);
    expect(place.tutti('history', '--branch', 'bench-data').out).toContain(
      'History in branch bench-data: 1 run',
    );
  });

  it.each<[string, readonly string[], string]>([
    ['nothing is there', [], 'there is no history in results/history'],
    ['a folder is to be pushed', ['--add', '--push'], 'a folder cannot be pushed'],
    ['both places are named', ['--store', 'a', '--branch', 'b'], 'in a folder or on a branch, not both'],
    ['two things are asked for', ['--add', '--bisect', 'a..b'], 'one thing at a time'],
    ['a run is not finished', ['--add', 'unfinished'], 'is not finished: 5 of 6 launches'],
  ])('says so when %s', (_what, words, said) => {
    finishedRun('unfinished');
    const run = runOf({ id: 'unfinished', targets: ['capriccio'], grid: { pairs: [1] }, blocks: 6 });
    const lines = recordsOf(run).map((record) => `${JSON.stringify(record)}\n`);
    writeFileSync(join(place.results, 'unfinished', 'launches.ndjson'), lines.slice(1).join(''));
    const { err, code } = place.tutti('history', ...words);
    expect(err).toContain(said);
    expect(code).toBe(2);
  });

  it('says how many changes there are where it is to look closer at the one there is', () => {
    finishedRun('2026-01-01-a');
    place.tutti('history', '--add');
    const { err, code } = place.tutti('history', '--bisect');
    expect(err).toContain('the history shows 0 changes');
    expect(code).toBe(2);
  });
});
