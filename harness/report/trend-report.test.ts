import { describe, expect, it } from 'vitest';
import { trendsDocumentSchema, type Trend } from '../model/trend.js';
import { sparkline } from './sparkline.js';
import { trendReport, trendsDocument } from './trend-report.js';

const old = 'a'.repeat(40);
const young = 'b'.repeat(40);

/** A trend of 12 runs that became worse by a tenth with the tenth one. */
function trendLike(overrides: Partial<Trend> = {}): Trend {
  return {
    suite: 'producer-consumer',
    target: 'native',
    point: { pairs: 8, capacity: 1 },
    metric: 'throughput',
    unit: 'items/s',
    better: 'higher',
    conditions: { 'CPU model': 'A Processor', Node: 'v22.0.0' },
    points: Array.from({ length: 12 }, (_none, index) => ({
      run: `run-${index}`,
      startedAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
      revision: index < 9 ? old : young,
      dirty: false,
      n: 6,
      median: index < 9 ? 1e6 + 1000 * index : 9e5,
      lo: null,
      hi: null,
      validity: [],
    })),
    leftOut: [],
    floor: 0.05,
    floorMeasured: false,
    autocorrelation: 0.1,
    detectable: { middle: null, newest: null },
    changes: [
      {
        index: 9,
        before: { runs: 9, run: 'run-8', revision: old, dirty: false, median: 1.004e6 },
        after: { runs: 3, run: 'run-9', revision: young, dirty: true, median: 9e5 },
        ratio: 0.9,
        lo: 0.88,
        hi: 0.92,
        p: 0.004,
        alsoChanged: ['builds'],
      },
    ],
    ...overrides,
  };
}

const findings = { history: 'results/history', runs: 12, damaged: [], trends: [trendLike()] };

describe('the report of a history', () => {
  it('shows each trend, and each change with both sides and what to do about it', () => {
    expect(trendReport(findings)).toMatchInlineSnapshot(`
      "History in results/history: 12 runs, 1 trend

      CPU model: A Processor, Node: v22.0.0
       suite               target   point                metric       runs          latest   the last 30 runs   changes   could see   newest 3
       producer-consumer   native   capacity=1,pairs=8   throughput     12   900 k items/s   █████████|▁▁▁      -10.0 %     nothing    nothing

      Changes

        worse, -10.0 % [-12.0 %, -8.0 %], p 0.004: producer-consumer, native, capacity=1,pairs=8, throughput
          until run-8, revision aaaaaaaaaaaa; 9 runs at 1.00 M items/s
          from  run-9, revision bbbbbbbbbbbb with changes of its own; 3 runs at 900 k items/s
          between the two, this changed as well: builds
          measure both again, side by side:
            tutti history --remeasure aaaaaaaaaaaa..bbbbbbbbbbbb --suite producer-consumer --target native --point pairs=8 --point capacity=1 --metric throughput
          and search for the commit:
            tutti history --bisect aaaaaaaaaaaa..bbbbbbbbbbbb --suite producer-consumer --target native --point pairs=8 --point capacity=1 --metric throughput

      A change is a reason to measure again, not a verdict: runs of different days differ by more than the code.
      Too few runs in 1 to show a change of any size: it takes 11 under the same conditions since the last change, and 15 for one just before the newest 3.
      For 1, the noise floor is assumed: tutti qualify measures that of this machine."
    `);
  });

  it('names damaged files, and says when nothing changed', () => {
    const text = trendReport({
      ...findings,
      damaged: [{ file: 'runs/2026/01/x.json.gz', reason: 'incorrect header check' }],
      trends: [trendLike({ changes: [] })],
    });
    expect(text).toContain('Damaged\n  runs/2026/01/x.json.gz: incorrect header check');
    expect(text).toContain('No change was found.');
  });

  it('proposes nothing where a side has no revision, or both have the same', () => {
    const [change] = trendLike().changes;
    if (change === undefined) throw new Error('there is one');
    const alike = { ...change, after: { ...change.after, revision: old } };
    const unknown = { ...change, before: { ...change.before, revision: null } };
    const { trends } = trendsDocument({ ...findings, trends: [trendLike({ changes: [alike, unknown] })] });
    expect(trends[0]?.changes.map(({ remeasure, bisect }) => [remeasure, bisect])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('is, for machines, what the schema says', () => {
    const document: unknown = JSON.parse(JSON.stringify(trendsDocument(findings)));
    expect(trendsDocumentSchema.parse(document)).toEqual(document);
  });
});

describe('a sparkline', () => {
  it('spans from the least to the greatest value, on a logarithmic scale', () => {
    expect(sparkline([1, 10, 100], 0.05)).toBe('▁▅█');
  });

  it('is flat where nothing differs by more than the floor', () => {
    expect(sparkline([100, 101, 99], 0.05)).toBe('▅▅▅');
  });

  it('has a stroke where a change is', () => {
    expect(sparkline([1, 1, 10], 0.05, [2])).toBe('▁▁|█');
  });
});
