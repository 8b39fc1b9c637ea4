import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type PublishedGlobals,
  publishedIndexSchema,
  publishedRunSchema,
  publishedTrendsSchema,
} from '../../dashboard/published.js';
import { trendsOfColumns } from '../../dashboard/src/data/trend-columns.js';
import producerConsumer from '../../suites/producer-consumer/suite.js';
import { environmentLike } from '../model/test/environment.js';
import { measuredLaunch, recordsOf, runOf } from '../model/test/records.js';
import { addToQualification } from '../store/qualifications.js';
import { Workplace } from './test/command-line.js';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

/** Stores a finished run in which native passes on ten times as much as the other. */
function storeRun(id: string, startedAt: string): void {
  const shape = { id, suite: producerConsumer, targets: ['native', 'nptl'], grid: { pairs: [1024] } };
  const run = { ...runOf(shape), startedAt };
  const folder = join(place.results, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run));
  const lines = recordsOf(run, (launch) =>
    measuredLaunch({ ...launch, throughput: launch.target === 'native' ? 10_000 : 1000 }),
  ).map((record) => `${JSON.stringify(record)}\n`);
  writeFileSync(join(folder, 'launches.ndjson'), lines.join(''));
}

/** Publishes, and reads what was published as the page does. */
function published(...words: string[]) {
  const { code, out, err } = place.tutti('publish', '--out', 'site', ...words);
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe(`${join(place.folder, 'site/index.html')}\n`);
  const window: PublishedGlobals = {};
  const run = (file: string): void => {
    runInNewContext(readFileSync(join(place.folder, 'site/data', file), 'utf8'), { window });
  };
  run('index.js');
  run('trends.js');
  const { runs } = publishedIndexSchema.parse(JSON.parse(window.tuttiIndex ?? ''));
  for (const { file } of runs) run(file);
  return {
    ids: runs.map(({ id }) => id),
    runs: runs.map(({ id }) => publishedRunSchema.parse(JSON.parse(window.tuttiRuns?.[id] ?? ''))),
    trends: trendsOfColumns(publishedTrendsSchema.parse(JSON.parse(window.tuttiTrends ?? ''))),
  };
}

describe('tutti publish', () => {
  it('publishes claims that are judged, and the noise floors of the machine', () => {
    storeRun('a', '2026-01-01T00:00:00.000Z');
    const controls = Array.from({ length: 20 }, (_, index) => ({
      at: '2026-01-01T00:00:00.000Z',
      run: `qualification-${index}`,
      suite: 'producer-consumer',
      target: 'native',
      point: { pairs: 1024 },
      metric: 'throughput',
      n: 6,
      logRatio: 0.1,
      lo: null,
      hi: null,
    }));
    addToQualification(join(place.folder, 'results/qualifications'), environmentLike(), { controls });
    const [run] = published().runs;
    const claim = run?.summary.claims?.find(({ id }) => id === '7.3-capriccio-ahead');
    expect(claim).toMatchObject({ suite: 'producer-consumer', figure: expect.any(String) as string });
    expect(claim?.launches.length).toBeGreaterThan(0);
    expect(run?.summary.suites[0]?.floors['throughput']).toMatchObject({ measured: true, controls: 20 });
    expect(run?.summary.suites[0]?.floors['throughput']?.floor).toBeCloseTo(Math.expm1(0.1));
    expect(run?.summary.suites[0]?.floors['cpuPerWork']?.measured).toBe(false);
  });

  it('publishes the trends of the runs that are there, where no history is', () => {
    storeRun('a', '2026-01-01T00:00:00.000Z');
    expect(published().trends).toEqual([]);
    storeRun('b', '2026-01-02T00:00:00.000Z');
    const both = published('b');
    expect(both.ids).toEqual(['b']);
    expect(both.trends.map(({ points }) => points.map(({ run }) => run))).toContainEqual(['a', 'b']);
    expect(new Set(both.trends.map(({ metric }) => metric)).size).toBeGreaterThan(1);
  });

  it('publishes the trends of the history that it is told of', () => {
    for (const [day, id] of ['a', 'b', 'c'].entries()) storeRun(id, `2026-01-0${day + 1}T00:00:00.000Z`);
    for (const run of ['b', 'c']) place.tutti('history', '--add', run, '--store', 'kept');
    const kept = published('--store', 'kept');
    expect(kept.ids).toEqual(['c', 'b', 'a']);
    expect(new Set(kept.trends.map(({ points }) => points.map(({ run }) => run).join()))).toEqual(
      new Set(['b,c']),
    );
  });

  it('says that the history that it is told of is not there', () => {
    storeRun('a', '2026-01-01T00:00:00.000Z');
    const { code, err } = place.tutti('publish', '--out', 'site', '--store', 'nowhere');
    expect([code, err]).toEqual([2, expect.stringContaining('NO_HISTORY')]);
  });

  it('shows other runs besides, kept ones too, each once', () => {
    for (const [index, id] of ['a', 'b', 'c'].entries()) storeRun(id, `2026-01-0${index + 1}T00:00:00.000Z`);
    expect(place.tutti('history', '--add', 'a').code).toBe(0);
    const kept = 'results/history/runs/2026/01/a.json.gz';
    expect(published('c', '--also', kept).ids).toEqual(['c', 'a']);
    expect(published('c', '--also', kept, '--also', 'a', '--also', 'c').ids).toEqual(['c', 'a']);
  });
});
