import { expect, it } from 'vitest';
import scipy from './golden/scipy_vectors.json' with { type: 'json' };
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { normalBeyond } from './normal-distribution.js';

it('agrees with SciPy, far out too', () => {
  for (const [z = 0, p = 0] of scipy.norm_sf) expect(normalBeyond(z) / p).toBeCloseTo(1, 12);
  for (const [p, z] of Object.entries(golden.norm_ppf)) expect(normalBeyond(-z)).toBeCloseTo(Number(p), 12);
  expect(normalBeyond(Infinity)).toBe(0);
});
