import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { benjaminiHochberg, holm } from './multiplicity.js';

const ps = fc.array(
  fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  { maxLength: 12 },
);

/** What Holm's procedure rejects, step by step: from the least p on, until one is above its share of the level. */
function rejectedByHolm(values: readonly number[], level: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const stop = sorted.findIndex((p, rank) => p * (values.length - rank) > level);
  return stop === -1 ? values.length : stop;
}

/** What Benjamini and Hochberg's procedure rejects: up to the last p that is within its share of the level. */
function rejectedByBenjaminiHochberg(values: readonly number[], level: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.findLastIndex((p, rank) => (p * values.length) / (rank + 1) <= level) + 1;
}

describe.each([
  ['Holm', holm, rejectedByHolm],
  ['Benjamini and Hochberg', benjaminiHochberg, rejectedByBenjaminiHochberg],
])('the adjustment of %s', (_name, adjust, rejected) => {
  it('rejects at every level what the procedure rejects', () => {
    fc.assert(
      fc.property(ps, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (values, level) => {
        expect(adjust(values).filter((p) => p <= level)).toHaveLength(rejected(values, level));
      }),
      { seed: 1 },
    );
  });

  it('keeps the order, never lowers a p, and never exceeds 1', () => {
    fc.assert(
      fc.property(ps, (values) => {
        const adjusted = adjust(values);
        values.forEach((p, place) => {
          expect(adjusted[place]).toBeGreaterThanOrEqual(p);
          expect(adjusted[place]).toBeLessThanOrEqual(1);
          values.forEach((other, at) => {
            if (p <= other) expect(adjusted[place]).toBeLessThanOrEqual(adjusted[at] ?? Number.NaN);
          });
        });
      }),
      { seed: 1 },
    );
  });

  it('leaves a single test as it is, and none as none', () => {
    expect(adjust([0.03])).toEqual([0.03]);
    expect(adjust([])).toEqual([]);
  });
});

it('agrees with the golden vectors for Benjamini and Hochberg', () => {
  benjaminiHochberg(golden.bh_fdr.p).forEach((p, place) => {
    expect(p).toBeCloseTo(golden.bh_fdr.adj[place] ?? Number.NaN, 12);
  });
});

it("agrees with Holm's formula, written out", () => {
  expect(holm([0.03, 0.01, 0.02])).toEqual([0.04, 0.03, 0.04]);
  expect(holm([0.01, 0.4, 0.03, 0.6])).toEqual([0.04, 0.8, 0.09, 0.8]);
});
