import { describe, expect, it } from 'vitest';
import type { ComparisonRow } from '../../../harness/model/comparison.js';
import { changeWords, floorWords, toneOf, verdictWords } from './verdict-words.js';

function row(overrides: Partial<ComparisonRow> = {}): ComparisonRow {
  return {
    suite: 'web',
    point: { clients: 64 },
    metric: 'throughput',
    unit: 'requests/s',
    better: 'higher',
    target: null,
    a: 'native',
    b: 'event-loop',
    medianA: 96,
    medianB: 100,
    n: 6,
    ratio: 0.959,
    lo: 0.937,
    hi: 0.98,
    p: 0.03,
    q: 0.03,
    effect: -1,
    verdict: 'slower',
    modes: null,
    reason: '',
    floor: 0.02,
    floorMeasured: true,
    mde: 0.04,
    validity: [],
    ...overrides,
  };
}

describe('a verdict in words', () => {
  it('says side, size and interval', () => {
    expect(verdictWords(row())).toBe('worse, −4.1 % [−6.3, −2.0]');
    expect(verdictWords(row({ verdict: 'faster', ratio: 1.041, lo: 1.02, hi: 1.063 }))).toBe(
      'better, +4.1 % [+2.0, +6.3]',
    );
    expect(verdictWords(row({ verdict: 'equivalent', ratio: 1, lo: 0.99, hi: 1.01 }))).toBe(
      'no difference, 0.0 % [−1.0, +1.0]',
    );
  });

  it('says the same of twice and of half, from the other side', () => {
    const twice = { ratio: 3.24, lo: 3.1, hi: 3.4 };
    const half = { ratio: 1 / 3.24, lo: 1 / 3.4, hi: 1 / 3.1 };
    expect(changeWords(twice)).toBe('3.24 × [3.10, 3.40]');
    expect(changeWords(half)).toBe('1/3.24 × [1/3.40, 1/3.10]');
  });

  it('says why something is not judged, once', () => {
    const words = 'native: the load generator, not the target, was the limit';
    expect(
      verdictWords(
        row({ verdict: 'inconclusive', reason: words, validity: ['generator-bound', 'disturbed'] }),
      ),
    ).toBe(
      `not judged, −4.1 % [−6.3, −2.0]: ${words}; something else used the machine, or its clock drifted, during the launch`,
    );
    expect(
      verdictWords(row({ verdict: 'failed', reason: 'go: it was not launched here', ratio: null })),
    ).toBe('no comparison: go: it was not launched here');
  });

  it('says that there is no interval, and that launches fall into groups', () => {
    expect(
      verdictWords(row({ verdict: 'inconclusive', lo: null, hi: null, validity: ['too-few-launches'] })),
    ).toBe('not decided, −4.1 %; fewer than 6 launches: no interval');
    const modes = {
      a: [{ median: 96, share: 1 }],
      b: [
        { median: 90, share: 0.5 },
        { median: 130, share: 0.5 },
      ],
    };
    expect(verdictWords(row({ modes }))).toContain(
      'no single ratio says how they differ: event-loop at 90 requests/s (50 %) and 130 requests/s (50 %)',
    );
  });

  it('is for a side only where it is one', () => {
    const verdicts = ['faster', 'slower', 'equivalent', 'inconclusive', 'incomparable', 'failed'] as const;
    expect(verdicts.map((verdict) => toneOf(row({ verdict })))).toEqual([
      'better',
      'worse',
      null,
      null,
      null,
      null,
    ]);
  });

  it('says where the noise floor comes from', () => {
    expect(floorWords({ floor: 0.05, measured: false })).toBe(
      'noise floor of 5 % (assumed: nobody has qualified this machine)',
    );
    expect(floorWords({ floor: 0.0312, measured: true })).toBe(
      'noise floor of 3.1 % (measured on this machine)',
    );
  });
});
