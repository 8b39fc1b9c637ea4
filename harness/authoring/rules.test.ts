import { describe, expect, it } from 'vitest';
import type { Judgement } from '../model/claim.js';
import { alike, atLeast, atMost, between, every, publishedRatio } from './rules.js';

const asked = (lo: number | null, hi: number | null, ratio: number | null = 1) => ({
  what: 'a over b',
  n: 6,
  ratio,
  lo,
  hi,
});

describe('a rule on one ratio', () => {
  it.each([
    ['the whole interval is above the bound', atLeast(asked(2, 3), 2), 'reproduced'],
    ['the whole interval is below it', atLeast(asked(1, 1.9), 2), 'not-reproduced'],
    ['the interval holds it', atLeast(asked(1.9, 3), 2), 'inconclusive'],
    ['the whole interval is below an upper bound', atMost(asked(0.3, 0.5), 0.5), 'reproduced'],
    ['the whole interval is above an upper bound', atMost(asked(0.6, 0.7), 0.5), 'not-reproduced'],
    ['the interval lies between two bounds', between(asked(0.4, 0.6), 0.35, 0.7), 'reproduced'],
    ['it sticks out of them', between(asked(0.3, 0.6), 0.35, 0.7), 'inconclusive'],
    ['it covers them', between(asked(0.1, 2), 0.35, 0.7), 'inconclusive'],
    ['it lies beyond them', between(asked(0.8, 0.9), 0.35, 0.7), 'not-reproduced'],
    ['two are within a margin, either way', alike(asked(1 / 1.1, 1.1), 0.1), 'reproduced'],
    ['two are not within a margin', alike(asked(1.11, 1.2), 0.1), 'not-reproduced'],
    ['there is no interval', atLeast(asked(null, null, 100), 2), 'inconclusive'],
    ['there is no ratio', atLeast(asked(null, null, null), 2), 'not-measured'],
  ])('says so when %s', (_, { verdict }, expected) => {
    expect(verdict).toBe(expected);
  });

  it('tells the ratio, its interval and the bound', () => {
    expect(atLeast(asked(1.95, 2.25, 2.1), 2).detail).toBe('a over b: 2.1 [1.95, 2.25], wanted at least 2');
    expect(atMost(asked(null, null, 2.1), 2).detail).toBe(
      'a over b: 2.1 without an interval (fewer than 6 blocks), wanted at most 2',
    );
  });
});

describe('several rules together', () => {
  const of = (...verdicts: Judgement['verdict'][]) =>
    verdicts.map((verdict) => ({ verdict, detail: verdict }));

  it.each([
    [of('reproduced', 'reproduced'), 'reproduced'],
    [of('reproduced', 'inconclusive'), 'inconclusive'],
    [of('reproduced', 'inconclusive', 'not-measured'), 'not-measured'],
    [of('not-measured', 'not-reproduced', 'reproduced'), 'not-reproduced'],
    [of(), 'not-measured'],
  ] as const)('of %j say %s', (parts, verdict) => {
    expect(every(parts).verdict).toBe(verdict);
  });
});

describe('a published ratio', () => {
  const reference = {
    source: 's',
    label: 'l',
    note: 'n',
    bar: 'b',
    curves: [
      {
        title: 'Knot',
        points: [[1, 4, null] as [number, number, null], [2, 3, null] as [number, number, null]],
      },
    ],
  };

  it('is read from the curves', () => {
    expect(publishedRatio(reference, ['Knot', 2], ['Knot', 1])).toBe('0.75');
  });

  it('of a point that was not published is an error, not a number', () => {
    expect(() => publishedRatio(reference, ['Knot', 3], ['Knot', 1])).toThrow(
      'nothing is published of Knot at 3',
    );
  });
});
