import { expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { studentTWithin } from './student-t.js';

it('agrees with SciPy', () => {
  for (const [freedom, expected] of Object.entries(golden.t_ppf_975)) {
    expect(studentTWithin(0.95, Number(freedom)) / expected).toBeCloseTo(1, 12);
  }
});

it('comes near the normal distribution with many degrees of freedom', () => {
  expect(studentTWithin(0.99, 100_000)).toBeCloseTo(golden.norm_ppf['0.995'], 4);
});
