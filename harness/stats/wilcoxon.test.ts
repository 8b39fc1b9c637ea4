import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import {
  hodgesLehmann,
  hodgesLehmannOfResamples,
  hodgesLehmannShift,
  signedRankDistribution,
  signedRankInterval,
  signedRankTest,
} from './wilcoxon.js';

const differences = golden.paired_log_ratios;
const few = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 9 });

/** Every way to choose some of the values. */
function subsets(values: readonly number[]): number[][] {
  return Array.from({ length: 2 ** values.length }, (_, way) =>
    values.filter((_value, index) => (way >>> index) & 1),
  );
}

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The rank of each value by counting: one more than the smaller ones, and half of its ties. */
function naiveRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const smaller = values.filter((other) => other < value).length;
    const ties = values.filter((other) => other === value).length;
    return smaller + (ties + 1) / 2;
  });
}

describe('the Hodges-Lehmann estimate', () => {
  it('agrees with the golden vectors, of one sample and of two', () => {
    expect(hodgesLehmann(differences)).toBeCloseTo(golden.hodges_lehmann_1samp_P, 12);
    expect(hodgesLehmannShift(golden.B, golden.A)).toBeCloseTo(golden.hodges_lehmann_2samp_B_minus_A, 12);
  });

  it('moves with the values, and turns with their sign', () => {
    fc.assert(
      fc.property(few, fc.integer({ min: -9, max: 9 }), (values, shift) => {
        expect(hodgesLehmann(values.map((value) => value + shift))).toBeCloseTo(
          hodgesLehmann(values) + shift,
          9,
        );
        expect(hodgesLehmann(values.map((value) => -value))).toBeCloseTo(-hodgesLehmann(values), 9);
      }),
      { seed: 1 },
    );
  });

  it('is the same of a resample, whether that is written out or counted', () => {
    const drawn = fc.tuple(few, fc.array(fc.nat({ max: 3 }), { minLength: 9, maxLength: 9 }));
    fc.assert(
      fc.property(drawn, ([values, times]) => {
        const resample = values.flatMap((value, place) => Array<number>(times[place] ?? 0).fill(value / 7));
        fc.pre(resample.length > 0);
        const ofResamples = hodgesLehmannOfResamples(values.map((value) => value / 7));
        expect(ofResamples(times)).toBe(hodgesLehmann(resample));
      }),
      { seed: 1 },
    );
  });

  it('is no number of no values', () => {
    expect(hodgesLehmannOfResamples([1, 2])([0, 0])).toBeNaN();
    expect(() => hodgesLehmann([])).toThrow(RangeError);
    expect(() => hodgesLehmannShift([1], [])).toThrow(RangeError);
  });
});

describe('the signed-rank distribution', () => {
  it('is what counting every sum of ranks gives', () => {
    for (let n = 1; n <= 10; n++) {
      const sums = subsets(Array.from({ length: n }, (_, index) => index + 1)).map(sumOf);
      const counted = Array.from(
        { length: (n * (n + 1)) / 2 + 1 },
        (_, value) => sums.filter((sum) => sum === value).length / sums.length,
      );
      expect([...signedRankDistribution(n)]).toEqual(counted);
    }
  });

  it('still sums to 1 where 2^-n is no number any more', () => {
    expect(sumOf([...signedRankDistribution(60)])).toBeCloseTo(1, 12);
    expect(sumOf([...signedRankDistribution(200)])).toBeCloseTo(1, 12);
  });
});

describe('the signed-rank interval', () => {
  it('agrees with the golden vectors', () => {
    const { k, lo, hi, actual_conf: confidence } = golden.wilcoxon_ci95_P;
    const interval = signedRankInterval(differences);
    expect(interval).toMatchObject({ k, confidence });
    expect(interval?.lo).toBeCloseTo(lo, 12);
    expect(interval?.hi).toBeCloseTo(hi, 12);
  });

  it('is null below 6 values, and the whole range at 6', () => {
    for (let n = 0; n < 6; n++) expect(signedRankInterval(differences.slice(0, n))).toBeNull();
    expect(signedRankInterval([5, 1, 2, 9, 3, 4])).toEqual({ lo: 1, hi: 9, k: 1, confidence: 0.96875 });
  });

  it('leaves out 0 exactly where the test rejects', () => {
    const distinct = fc.uniqueArray(fc.integer({ min: -60, max: 90 }), {
      minLength: 6,
      maxLength: 12,
      selector: Math.abs,
    });
    fc.assert(
      fc.property(distinct, (drawn) => {
        const values = drawn.map((value) => value + 0.1 * Math.sign(value || 1));
        const interval = signedRankInterval(values);
        if (interval === null) throw new Error('no interval of 6 values or more');
        const leftOut = interval.lo > 0 || interval.hi < 0;
        expect(leftOut).toBe(signedRankTest(values).p <= 1 - interval.confidence + 1e-12);
      }),
      { seed: 1 },
    );
  });
});

describe('the signed-rank test', () => {
  it('agrees with SciPy', () => {
    const { wPlus, p, n } = signedRankTest(differences);
    expect(p).toBeCloseTo(golden.wilcoxon_exact_P.pvalue, 12);
    expect(Math.min(wPlus, (n * (n + 1)) / 2 - wPlus)).toBe(golden.wilcoxon_exact_P.statistic);
  });

  it('is exact with ties and zeros too: what flipping every sign gives', () => {
    fc.assert(
      fc.property(few, (values) => {
        const kept = values.filter((value) => value !== 0);
        const ranks = naiveRanks(kept.map(Math.abs));
        const wPlus = sumOf(ranks.filter((_, index) => (kept[index] ?? 0) > 0));
        const sums = subsets(ranks).map(sumOf);
        const atMost = sums.filter((sum) => sum <= wPlus).length / sums.length;
        const atLeast = sums.filter((sum) => sum >= wPlus).length / sums.length;
        const test = signedRankTest(values);
        expect(test).toMatchObject({ n: kept.length, wPlus });
        expect(test.p).toBeCloseTo(Math.min(1, 2 * Math.min(atMost, atLeast)), 12);
      }),
      { seed: 1 },
    );
  });
});
