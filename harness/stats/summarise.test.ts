import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellSummarySchema } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import {
  failedLaunch,
  measuredLaunch,
  recordsOf,
  runOf,
  suiteLike,
  unsupportedLaunch,
} from '../model/test/records.js';
import { type ValidityCode, validityReasons } from '../model/validity.js';
import { summarise } from './summarise.js';

const suite = suiteLike();

/** The row of one metric of the only cell of some records. */
function rowOf(records: LaunchRecord[], metric = 'throughput') {
  const row = summarise(records, [suite]).find((candidate) => candidate.metric === metric);
  if (row === undefined) throw new Error(`no row for ${metric}`);
  return row;
}

/** `count` measured launches of one cell, the first `marked` of them with a mark. */
function launches(count: number, marked = 0, mark: ValidityCode = 'disturbed'): LaunchRecord[] {
  return Array.from({ length: count }, (_, index) =>
    measuredLaunch({ throughput: 100 + index, validity: index < marked ? [mark] : [] }),
  );
}

describe('the numbers of a cell', () => {
  it('are the median of its launches and the exact interval', () => {
    expect(rowOf(launches(10))).toEqual({
      suite: 'producer-consumer',
      target: 'capriccio',
      point: { pairs: 1, capacity: 1 },
      metric: 'throughput',
      unit: 'items/s',
      better: 'higher',
      n: 10,
      median: 104.5,
      lo: 101,
      hi: 108,
      validity: [],
    });
  });

  it('have no interval below 6 launches, and say so', () => {
    const few = { lo: null, hi: null, validity: ['too-few-launches'] };
    expect(rowOf(launches(1))).toMatchObject({ n: 1, median: 100, ...few });
    expect(rowOf(launches(5))).toMatchObject({ n: 5, median: 102, ...few });
    expect(rowOf(launches(6))).toMatchObject({ n: 6, lo: 100, hi: 105, validity: [] });
  });

  it('are null for a metric that the target never reports, and nothing is held against that', () => {
    const silent = launches(8).map((launch) => ({ ...launch, metrics: { throughput: 1 } }));
    const nothing = { n: 0, median: null, lo: null, hi: null, validity: [] };
    expect(rowOf(silent, 'createTime')).toMatchObject(nothing);
    expect(rowOf(silent)).toMatchObject({ n: 8, median: 1 });
  });

  it('count launches metric by metric', () => {
    const half = launches(8).map((launch, index) => (index < 4 ? { ...launch, metrics: {} } : launch));
    expect(rowOf(half)).toMatchObject({ n: 4, median: 105.5, validity: ['too-few-launches'] });
  });
});

describe('the validity of a cell', () => {
  it('is only "unsupported" where the target can do nothing', () => {
    const rows = summarise([unsupportedLaunch(), unsupportedLaunch({ answeredBy: '00001' })], [suite]);
    expect(rows).toHaveLength(suite.metrics.length);
    for (const row of rows) {
      expect(row).toMatchObject({ n: 0, median: null, lo: null, hi: null, validity: ['unsupported'] });
    }
  });

  it('is only "errors" where every launch failed', () => {
    expect(rowOf([failedLaunch(), failedLaunch()])).toMatchObject({
      n: 0,
      median: null,
      validity: ['errors'],
    });
  });

  it('names failures and refusals beside launches that were measured', () => {
    expect(rowOf([...launches(7), failedLaunch()])).toMatchObject({ n: 7, validity: ['errors'] });
    expect(rowOf([...launches(2), unsupportedLaunch(), failedLaunch()]).validity).toEqual([
      'errors',
      'unsupported',
      'too-few-launches',
    ]);
  });

  it('has a mark from its share of the measured launches on', () => {
    expect(rowOf(launches(10, 4)).validity).toEqual([]);
    expect(rowOf(launches(10, 5)).validity).toEqual(['disturbed']);
    expect(rowOf([...launches(10, 5), failedLaunch(), failedLaunch()]).validity).toEqual([
      'disturbed',
      'errors',
    ]);
  });

  it('has a mark with share 0 as soon as one launch has it', () => {
    expect(rowOf(launches(10, 1, 'verification-failed')).validity).toEqual(['verification-failed']);
    expect(rowOf(launches(10, 0, 'verification-failed')).validity).toEqual([]);
  });

  it('lists codes once and in the order of the catalogue', () => {
    const all = Object.keys(validityReasons) as ValidityCode[];
    const twice = [...all, ...all].reverse();
    expect(rowOf([measuredLaunch({ validity: twice })]).validity).toEqual(all);
  });
});

describe('the rows of a run', () => {
  it('come by suite, point, target and metric, whatever the order of the records', () => {
    const factors = [
      ...suite.factors,
      { name: 'mode', title: 'Mode', unit: 'mode', default: 'calm', choices: ['calm', 'wild'] },
    ];
    const [first, second] = [suiteLike({ name: 'zeta', factors }), suiteLike({ name: 'alpha', factors })];
    const shape = { targets: ['b', 'a'], grid: { pairs: [100, 9], mode: ['wild', 'calm'] }, blocks: 1 };
    const records = [
      ...recordsOf(runOf({ ...shape, suite: second })),
      ...recordsOf(runOf({ ...shape, suite: first })),
    ];
    const rows = summarise(records, [first, second]).filter(({ metric }) => metric === 'throughput');
    expect(rows.map((row) => `${row.suite} ${JSON.stringify(row.point)} ${row.target}`)).toEqual(
      ['zeta', 'alpha'].flatMap((name) =>
        [9, 100].flatMap((pairs) =>
          ['calm', 'wild'].flatMap((mode) =>
            ['a', 'b'].map((target) => `${name} ${JSON.stringify({ pairs, capacity: 1, mode })} ${target}`),
          ),
        ),
      ),
    );
  });

  it('do not depend on the order of the records, nor on the order of keys in a point', () => {
    const run = runOf({ targets: ['a', 'b'], grid: { pairs: [1, 2], capacity: [1, 128] }, blocks: 3 });
    const records = recordsOf(run, (planned) => {
      const { pairs = 1, capacity = 1 } = planned.point;
      const point = planned.block === 2 ? { capacity, pairs } : planned.point;
      if (planned.seed % 5 === 0) return failedLaunch({ ...planned, point });
      if (planned.seed % 7 === 0) return unsupportedLaunch({ ...planned, point });
      return measuredLaunch({ ...planned, point, throughput: 1_000 + ((planned.seed * 37) % 101) });
    });
    const expected = JSON.stringify(summarise(records, run.suites));
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
        expect(JSON.stringify(summarise(shuffled, run.suites))).toBe(expected);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('pass the schema and cover every cell with a record, and no other', () => {
    const run = runOf({ targets: ['a', 'b'], grid: { pairs: [1, 2, 4] }, blocks: 2 });
    const measured = recordsOf(run).filter(({ target, point }) => target === 'a' || point['pairs'] !== 4);
    const rows = summarise(measured, run.suites);
    for (const row of rows) expect(cellSummarySchema.parse(row)).toEqual(row);
    expect(rows).toHaveLength(5 * suite.metrics.length);
  });

  it('are none when there is no record', () => {
    expect(summarise([], [suite])).toEqual([]);
  });

  it('refuse a launch of a suite that the run does not declare', () => {
    expect(() => summarise([measuredLaunch({ suite: 'other' })], [suite])).toThrow(
      'launch 00001 is of suite "other"',
    );
  });
});
