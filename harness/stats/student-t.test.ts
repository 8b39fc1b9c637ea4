import { expect, it } from 'vitest';
import scipy from './golden/scipy_vectors.json' with { type: 'json' };
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { studentTBeyond, studentTWithin } from './student-t.js';

it('agrees with SciPy', () => {
  for (const [freedom, expected] of Object.entries(golden.t_ppf_975)) {
    expect(studentTWithin(0.95, Number(freedom)) / expected).toBeCloseTo(1, 12);
  }
});

it('comes near the normal distribution with many degrees of freedom', () => {
  expect(studentTWithin(0.99, 100_000)).toBeCloseTo(golden.norm_ppf['0.995'], 4);
});

it('has the tails of SciPy for degrees of freedom that are not whole, too', () => {
  for (const [t = 0, freedom = 0, p = 0] of scipy.student_t_two_sided) {
    expect(studentTBeyond(t, freedom) / p).toBeCloseTo(1, 12);
  }
  expect(studentTBeyond(0, 3)).toBe(1);
  expect(studentTBeyond(Infinity, 3)).toBe(0);
});
