import { describe, expect, it } from 'vitest';
import { environmentLike } from '../../model/test/environment.js';
import type { PlannedLaunch } from '../../model/plan.js';
import type { Run } from '../../model/run.js';
import { measuredLaunch, suiteLike } from '../../model/test/records.js';
import { compareRuns, type RecordedRun } from './compare.js';
import { runsDocument } from './comparison-document.js';
import { differences } from './differences.js';
import { jitter, quietFloor, recorded } from '../test/recorded.js';

const suite = suiteLike({ metrics: suiteLike().metrics.slice(0, 1) });

/** A run of capriccio and event-loop in which every launch has this throughput. */
function runLike(
  id: string,
  valueOf: (launch: PlannedLaunch) => number | null = (launch) => 100 * jitter(launch),
  overrides: Partial<Run> = {},
  blocks = 10,
): RecordedRun {
  const { run, launches } = recorded({ id, suite, blocks }, valueOf);
  return { run: { ...run, ...overrides }, launches };
}

/** The same machine with something else about it. */
function withEnvironment(id: string, environment: Partial<Run['environment']>): RecordedRun {
  return runLike(id, undefined, { environment: environmentLike(environment) });
}

const compare = (a: RecordedRun, b: RecordedRun) => compareRuns(a, b, [suite], quietFloor);

describe('two runs', () => {
  it('are compared target by target, as two samples that share no blocks', () => {
    const faster = runLike('after', (launch) => (launch.target === 'capriccio' ? 130 : 100) * jitter(launch));
    const rows = compare(faster, runLike('before'));
    expect(rows.map(({ target, a, b, verdict }) => [target, a, b, verdict])).toEqual([
      ['capriccio', 'after', 'before', 'faster'],
      ['event-loop', 'after', 'before', 'equivalent'],
    ]);
    expect(rows[0]?.ratio).toBeCloseTo(1.3, 1);
  });

  it('may differ in their number of launches: a row counts those of the smaller run', () => {
    const [row] = compare(runLike('a'), runLike('b', undefined, {}, 7));
    expect(row).toMatchObject({ n: 7, verdict: 'equivalent' });
    const [few] = compare(runLike('a'), runLike('b', undefined, {}, 1));
    expect(few).toMatchObject({ n: 1, lo: null, verdict: 'inconclusive' });
  });

  it('have failed rows where only one of them launched a target', () => {
    const { run, launches } = recorded({ id: 'b', suite, targets: ['capriccio'] }, () => 100);
    expect(compare(runLike('a'), { run, launches })).toMatchObject([
      { target: 'capriccio', verdict: 'equivalent' },
      { target: 'event-loop', verdict: 'failed', reason: 'b: it was not launched here', medianB: null },
    ]);
  });

  it('have rows without a verdict at the ceiling of a generator, which no alarm counts', () => {
    const bound = (id: string) =>
      recorded({ id, suite }, (launch) =>
        measuredLaunch({ ...launch, throughput: 100, validity: ['generator-bound'] }),
      );
    const { rows, audit } = runsDocument(bound('a'), bound('b'), [suite], quietFloor);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive']);
    expect(audit).toMatchObject({ symmetry: { rows: 0 }, commonShift: null });
  });

  it('mean the same point when one of them does not know a new factor yet', () => {
    const factor = { name: 'spin', title: 'Spins', unit: 'rounds', default: 32 };
    const newer = { ...suite, factors: [...suite.factors, factor] };
    const { run, launches } = recorded({ id: 'b', suite: newer, grid: { spin: [32] } }, () => 100);
    for (const known of [suite, newer]) {
      const rows = compareRuns(runLike('a'), { run, launches }, [known], quietFloor);
      expect(rows.map(({ verdict, point }) => [verdict, point['spin']])).toEqual([
        ['equivalent', 32],
        ['equivalent', 32],
      ]);
    }
  });

  it.each([
    ['another CPU', { cpu: { ...environmentLike().cpu, model: 'Other' } }, 'CPU model: '],
    ['another kernel', { os: { ...environmentLike().os, kernel: '7.0' } }, 'kernel: 6.1.0 against 7.0'],
    [
      'another way of measuring',
      { harness: { ...environmentLike().harness, methodology: 2 } },
      'methodology: 1 against 2',
    ],
    [
      'another compiler',
      {
        software: {
          ...environmentLike().software,
          builds: { native: { compiler: 'clang 20', flags: '-O2' } },
        },
      },
      'compiler of native: g++ 12.2.0 against clang 20',
    ],
  ])('are incomparable under %s, which is said', (_, environment, reason) => {
    const rows = compare(runLike('a'), withEnvironment('b', environment));
    for (const row of rows) {
      expect(row).toMatchObject({ verdict: 'incomparable', ratio: null, lo: null, p: null });
      expect(row.reason).toContain(reason);
      expect(row.medianA).toBeGreaterThan(0);
    }
  });

  it('are incomparable when other windows were measured', () => {
    const b = runLike('b');
    const timing = { ...b.run.plan.timing, measureMs: 1 };
    const rows = compare(runLike('a'), { ...b, run: { ...b.run, plan: { ...b.run.plan, timing } } });
    expect(rows[0]).toMatchObject({
      verdict: 'incomparable',
      reason: 'measured window: 250 ms against 1 ms',
    });
  });

  it('are incomparable in the suite whose load generator is another one', () => {
    const load = (name: string) => ({ generators: { [suite.name]: { name, version: '1', ceiling: null } } });
    const rows = compare(runLike('a', undefined, load('wrk')), runLike('b', undefined, load('h2load')));
    expect(rows[0]).toMatchObject({
      verdict: 'incomparable',
      reason: 'load generator: wrk 1 against h2load 1',
    });
  });

  it('raise the alarm when as many rows are better as are worse', () => {
    const many = { id: 'a', suite, grid: { pairs: [1, 2, 4, 8, 16] } };
    const a = recorded(many, (launch) => 100 * jitter(launch));
    const b = recorded(
      { ...many, id: 'b' },
      (launch) => (launch.target === 'capriccio' ? 130 : 70) * jitter(launch),
    );
    const { audit } = runsDocument(a, b, [suite], quietFloor);
    expect(audit.symmetry).toMatchObject({ rows: 10, better: 5, worse: 5, alarm: true });
  });
});

describe('the alarm "all targets moved together"', () => {
  const shape = { suite, targets: ['a', 'b', 'c'], grid: { pairs: [1, 8, 64] } };
  const usual = recorded({ id: 'a', ...shape }, (launch) => 100 * jitter(launch));
  const alarmOf = (valueOf: (launch: PlannedLaunch) => number) =>
    runsDocument(usual, recorded({ id: 'b', ...shape }, valueOf), [suite], quietFloor).audit.commonShift;

  it('is raised when a whole session was slower', () => {
    const shift = alarmOf((launch) => 60 * jitter(launch));
    expect(shift).toMatchObject({ rows: 9, targets: 3, alarm: true });
    expect(shift?.ratio).toBeCloseTo(1 / 0.6, 1);
  });

  it('is not raised when one target of three was changed, or nothing at all', () => {
    expect(alarmOf((launch) => (launch.target === 'b' ? 50 : 100) * jitter(launch))?.alarm).toBe(false);
    expect(alarmOf((launch) => 100 * jitter(launch))?.alarm).toBe(false);
  });

  it('is not raised for one target alone, nor from fewer rows than an interval needs', () => {
    const alone = { suite, targets: ['a'], grid: { pairs: [1, 2, 4, 8, 16, 32, 64] } };
    const [before, after] = [100, 50].map((height, which) =>
      recorded({ id: String(which), ...alone }, (launch) => height * jitter(launch)),
    );
    if (before === undefined || after === undefined) throw new Error('no runs');
    expect(runsDocument(before, after, [suite], quietFloor).audit.commonShift?.alarm).toBe(false);
    const few = runsDocument(
      runLike('a'),
      runLike('b', () => 50),
      [suite],
      quietFloor,
    ).audit.commonShift;
    expect(few).toMatchObject({ rows: 2, lo: null, alarm: false });
  });
});

describe('the differences of two runs', () => {
  const changed = (environment: Partial<Run['environment']>) =>
    differences(runLike('a').run, withEnvironment('b', environment).run);

  it('are none for the same conditions', () => {
    expect(changed({})).toEqual([]);
  });

  it('list what one wants to compare without making it incomparable', () => {
    const { software, harness } = environmentLike();
    expect(
      changed({
        git: { revision: 'fedc', dirty: true },
        harness: { ...harness, lockfileHash: 'other' },
        software: {
          ...software,
          builds: { native: { compiler: 'g++ 12.2.0', flags: '-O3' } },
          targets: { ...software.targets, capriccio: '0.2.0' },
        },
      }).map(({ what, b, matters }) => [what, b, matters]),
    ).toEqual([
      ['revision', 'fedc, with changes', false],
      ['lock file', 'other', false],
      ['flags of native', '-O3', false],
      ['version of capriccio', '0.2.0', false],
    ]);
  });

  it('do not take what one run does not know for a difference that matters', () => {
    const storage = { mountPoint: '/', fileSystem: 'tmpfs', options: '', device: null };
    expect(changed({ storage })).toMatchObject([
      { what: 'storage of the materials', a: 'unknown', matters: false },
    ]);
  });
});
