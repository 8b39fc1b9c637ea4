import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { pairedRatio } from './paired.js';
import { normal } from './test/noise.js';

const positive = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const pairs = fc.array(fc.record({ a: positive, b: positive }), { minLength: 1, maxLength: 12 });

describe('the paired ratio', () => {
  it('agrees with the golden vectors', () => {
    const result = pairedRatio(
      golden.paired_log_ratios.map((difference) => ({ a: 5 * Math.exp(difference), b: 5 })),
    );
    expect(result.n).toBe(10);
    expect(result.ratio).toBeCloseTo(Math.exp(golden.hodges_lehmann_1samp_P), 12);
    expect(result.lo).toBeCloseTo(Math.exp(golden.wilcoxon_ci95_P.lo), 12);
    expect(result.hi).toBeCloseTo(Math.exp(golden.wilcoxon_ci95_P.hi), 12);
    expect(result.p).toBeCloseTo(golden.signflip_exact_P.pvalue, 12);
  });

  it('tells the same story the other way round', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const there = pairedRatio(drawn);
        const back = pairedRatio(drawn.map(({ a, b }) => ({ a: b, b: a })));
        expect((there.ratio ?? 0) * (back.ratio ?? 0)).toBeCloseTo(1, 9);
        expect(back.p).toBe(there.p);
        if (there.lo !== null) expect(there.lo * (back.hi ?? 0)).toBeCloseTo(1, 9);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('does not see what a block has in common', () => {
    const quiet = [2, 2.1, 1.9, 2, 2.2, 1.8].map((a) => ({ a, b: 1 }));
    const loud = quiet.map(({ a, b }, block) => ({ a: a * 3 ** block, b: b * 3 ** block }));
    expect(pairedRatio(loud).ratio).toBeCloseTo(pairedRatio(quiet).ratio ?? 0, 12);
    expect(pairedRatio(loud).hi).toBeCloseTo(pairedRatio(quiet).hi ?? 0, 12);
  });

  it('has a ratio but no interval below 6 pairs', () => {
    const five = Array.from({ length: 5 }, () => ({ a: 3, b: 2 }));
    expect(pairedRatio(five)).toEqual({
      n: 5,
      ratio: expect.closeTo(1.5, 12),
      lo: null,
      hi: null,
      p: 0.0625,
    });
  });

  it('is null without pairs, and where a value is zero', () => {
    const nothing = { ratio: null, lo: null, hi: null, p: null };
    expect(pairedRatio([])).toEqual({ n: 0, ...nothing });
    expect(pairedRatio([{ a: 1, b: 0 }])).toEqual({ n: 1, ...nothing });
  });

  it('calls equal targets different in at most 1 of 20 comparisons (1,000 of 8 drifting blocks, within 2 %)', () => {
    const random = xoroshiro128plus(11);
    let drift = 0;
    let alarms = 0;
    for (let comparison = 0; comparison < 1_000; comparison++) {
      const blocks = Array.from({ length: 8 }, () => {
        drift += 0.05 * normal(random);
        return { a: Math.exp(drift + 0.03 * normal(random)), b: Math.exp(drift + 0.03 * normal(random)) };
      });
      const { lo, hi, p } = pairedRatio(blocks);
      if (lo === null || hi === null || p === null) throw new Error('no interval of 8 pairs');
      if (lo > 1 || hi < 1 || p < 0.05) alarms++;
    }
    expect(alarms / 1_000).toBeLessThan(0.07);
    expect(alarms / 1_000).toBeGreaterThan(0.02);
  });
});
