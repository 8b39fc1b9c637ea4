import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../model/environment.js';
import type { KeptRun } from '../../model/history.js';
import { environmentLike } from '../../model/test/environment.js';
import { failedLaunch, measuredLaunch, recordsOf, runOf } from '../../model/test/records.js';
import { normal } from '../../stats/test/noise.js';
import { floorsOf } from '../noise-floor.js';
import { pastRun, trendsOf } from './trend.js';

const revisionOf = (index: number): string => index.toString(16).padStart(40, '0');

/** The `index`-th run of a history, of one target at one point, with this throughput. */
function runWith(
  index: number,
  throughput: number,
  environment: Partial<Environment> = {},
  target = 'capriccio',
): KeptRun {
  const run = {
    ...runOf({
      id: `run-${String(index).padStart(3, '0')}`,
      targets: [target],
      grid: { pairs: [1] },
      blocks: 6,
    }),
    startedAt: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
    environment: environmentLike({ git: { revision: revisionOf(index), dirty: false }, ...environment }),
  };
  return {
    schema: 1,
    run,
    launches: recordsOf(run, (planned) => measuredLaunch({ ...planned, throughput })),
  };
}

function trends(runs: readonly KeptRun[], metric = 'throughput') {
  return trendsOf(
    runs.map(pastRun),
    (cell) => cell.metric === metric,
    () => floorsOf(null),
  );
}

/** Throughputs of runs with noise of 2 %; `level` gives the share of 100,000 of each. */
function noisy(count: number, seed: number, level: (index: number) => number = () => 1): number[] {
  const random = xoroshiro128plus(seed);
  return Array.from(
    { length: count },
    (_none, index) => 1e5 * level(index) * Math.exp(0.02 * normal(random)),
  );
}

function historyOf(throughputs: readonly number[]): KeptRun[] {
  return throughputs.map((throughput, index) => runWith(index, throughput));
}

describe('a trend', () => {
  it('has the cell of each run, by time, whatever the order the runs are read in', () => {
    const runs = historyOf([100_000, 101_000, 99_000]);
    const [trend, ...others] = trends(runs.toReversed());
    expect(others).toEqual([]);
    expect(trend?.points.map(({ run, median, n }) => ({ run, median, n }))).toEqual([
      { run: 'run-000', median: 100_000, n: 6 },
      { run: 'run-001', median: 101_000, n: 6 },
      { run: 'run-002', median: 99_000, n: 6 },
    ]);
    expect(trends(runs)).toEqual(trends(runs.toReversed()));
  });

  it.each<[string, Partial<Environment>]>([
    ['CPU model', { cpu: { ...environmentLike().cpu, model: 'Another' } }],
    ['kernel', { os: { ...environmentLike().os, kernel: '6.2.0' } }],
    ['virtualization', { os: { ...environmentLike().os, virtualization: null } }],
    ['Node', { software: { ...environmentLike().software, node: 'v22.0.0' } }],
    ['methodology', { harness: { ...environmentLike().harness, methodology: 2 } }],
  ])('of another %s is another trend, never joined', (name, environment) => {
    const found = trends([runWith(0, 1e5), runWith(1, 1e5, environment), runWith(2, 1e5)]);
    expect(found.map(({ points }) => points.map(({ run }) => run))).toEqual([
      ['run-000', 'run-002'],
      ['run-001'],
    ]);
    expect(found[0]?.conditions[name]).not.toBe(found[1]?.conditions[name]);
  });

  it('of another length of window, or another generator, is another trend', () => {
    const runs = [runWith(0, 1e5), runWith(1, 1e5), runWith(2, 1e5)];
    const [, second, third] = runs;
    if (second !== undefined) second.run.plan.timing = { ...second.run.plan.timing, measureMs: 99 };
    if (third !== undefined)
      third.run.generators = { 'producer-consumer': { name: 'wrk', version: '4', ceiling: null } };
    expect(trends(runs)).toHaveLength(3);
  });

  it('goes on over other revisions, builds and lock files: those are what is measured', () => {
    const other = {
      software: { ...environmentLike().software, builds: {} },
      harness: { ...environmentLike().harness, lockfileHash: 'other' },
    };
    expect(trends([runWith(0, 1e5), runWith(1, 1e5, other)])).toHaveLength(1);
  });

  it('leaves out runs that failed there, and arms of comparisons', () => {
    const failed = runWith(1, 1e5);
    const broken = {
      ...failed,
      launches: recordsOf(failed.run, failedLaunch),
    };
    const found = trends([runWith(0, 1e5), broken, runWith(2, 1e5, {}, 'capriccio@base')]);
    expect(found).toHaveLength(1);
    expect(found[0]?.points).toHaveLength(1);
    expect(found[0]?.leftOut).toEqual(['run-001']);
  });

  it('leaves out a run whose load spoiled the metric, and that metric alone', () => {
    const bound = runWith(1, 1e5);
    const loaded = {
      ...bound,
      launches: recordsOf(bound.run, (planned) =>
        measuredLaunch({ ...planned, validity: ['generator-bound'] }),
      ),
    };
    const runs = [runWith(0, 1e5), loaded];
    expect(trends(runs)[0]?.leftOut).toEqual(['run-001']);
    expect(trends(runs, 'cpuPerWork')[0]?.leftOut).toEqual([]);
  });
});

describe('a change', () => {
  it('is found where it is, with the runs and revisions of both sides, and its ratio', () => {
    const [trend] = trends(historyOf(noisy(30, 1, (index) => (index < 18 ? 1 : 0.88))));
    expect(trend?.changes).toHaveLength(1);
    const [change] = trend?.changes ?? [];
    expect(change).toMatchObject({
      index: 18,
      before: { runs: 18, run: 'run-017', revision: revisionOf(17) },
      after: { runs: 12, run: 'run-018', revision: revisionOf(18) },
      alsoChanged: [],
    });
    expect(change?.ratio).toBeCloseTo(0.88, 1);
    expect(change?.lo).toBeLessThan(0.88);
    expect(change?.hi).toBeGreaterThan(0.88);
  });

  it('of a cost is turned round: below 1 is worse, whatever the metric', () => {
    const runs = historyOf(noisy(24, 2, (index) => (index < 12 ? 1 : 0.8)));
    expect(trends(runs, 'throughput')[0]?.changes[0]?.ratio).toBeLessThan(0.85);
    expect(trends(runs, 'cpuPerWork')[0]?.changes[0]?.ratio).toBeLessThan(0.85);
  });

  it('below the noise floor is none', () => {
    expect(trends(historyOf(noisy(40, 3, (index) => (index < 20 ? 1 : 0.97))))[0]?.changes).toEqual([]);
  });

  it('says what else changed between the two runs next to it', () => {
    const runs = noisy(24, 4, (index) => (index < 12 ? 1 : 0.8)).map((throughput, index) =>
      runWith(
        index,
        throughput,
        index < 12 ? {} : { software: { ...environmentLike().software, builds: {} } },
      ),
    );
    expect(trends(runs)[0]?.changes[0]?.alsoChanged).toEqual(['builds']);
  });

  it('is found within one run of its place in nine histories of ten, when it is 15 % under noise of 2 %', () => {
    let placed = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const at = uniformInt(xoroshiro128plus(seed), 8, 22);
      const [trend] = trends(historyOf(noisy(30, seed, (index) => (index < at ? 1 : 0.85))));
      if (trend?.changes.some(({ index }) => Math.abs(index - at) <= 1) === true) placed++;
    }
    expect(placed).toBeGreaterThanOrEqual(36);
  });
});

describe('a history without a change', () => {
  /** How many of 200 flat histories of 40 runs show a change; neighbours are correlated by `rho`. */
  function alarms(rho: number, spread: number): number {
    const random = xoroshiro128plus(9);
    let count = 0;
    for (let history = 0; history < 200; history++) {
      let state = normal(random);
      const throughputs = Array.from({ length: 40 }, () => {
        state = rho * state + Math.sqrt(1 - rho ** 2) * normal(random);
        return 1e5 * Math.exp(spread * state);
      });
      if ((trends(historyOf(throughputs))[0]?.changes.length ?? 0) > 0) count++;
    }
    return count;
  }

  // The floor of 5 % is far below the noise of 10 %: it is the test alone that keeps quiet.
  it('shows one in about one of a hundred, at the significance of 1 %', () => {
    expect(alarms(0, 0.1)).toBeLessThanOrEqual(6);
  }, 120_000);

  it('shows one in about one of twelve when neighbouring runs are correlated by 0.5', () => {
    expect(alarms(0.5, 0.1)).toBeLessThanOrEqual(20);
  }, 120_000);

  it('of few runs says that it could show nothing, and from 11 runs on what', () => {
    const least = (count: number) => trends(historyOf(noisy(count, 5)))[0]?.detectable;
    expect(least(10)).toEqual({ middle: null, newest: null });
    expect(least(12)).toEqual({ middle: expect.any(Number), newest: null });
    expect(least(30)?.newest).toBeGreaterThan(least(30)?.middle ?? 1);
  });
});
