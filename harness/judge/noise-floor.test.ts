import { describe, expect, it } from 'vitest';
import type { Control, Qualification } from '../model/qualification.js';
import { floorsOf } from './noise-floor.js';

function qualificationOf(logRatios: readonly number[]): Qualification {
  const controls = logRatios.map((logRatio): Control => ({
    at: '2026-01-01T00:00:00Z',
    run: 'r',
    suite: 's',
    target: 't',
    point: {},
    metric: 'm',
    n: 10,
    logRatio,
    lo: null,
    hi: null,
  }));
  return { schema: 1, fingerprint: {}, controls, injections: [] };
}

describe('the noise floor', () => {
  it('is assumed to be 5 % on a machine that was never qualified', () => {
    expect(floorsOf(null)('s', 'm')).toEqual({ floor: 0.05, measured: false, controls: 0 });
  });

  it('is assumed as long as there are fewer than twenty controls', () => {
    const floors = floorsOf(qualificationOf(Array.from({ length: 19 }, () => 0.5)));
    expect(floors('s', 'm')).toEqual({ floor: 0.05, measured: false, controls: 19 });
  });

  it('is the 95th percentile of what controls have shown, whatever their sign', () => {
    const sizes = Array.from(
      { length: 21 },
      (_, index) => (index % 2 === 0 ? 1 : -1) * Math.log1p(index / 100),
    );
    expect(floorsOf(qualificationOf(sizes))('s', 'm').floor).toBeCloseTo(0.19, 12);
  });

  it('is never below 2 %', () => {
    const floors = floorsOf(qualificationOf(Array.from({ length: 20 }, () => 0.001)));
    expect(floors('s', 'm')).toEqual({ floor: 0.02, measured: true, controls: 20 });
  });

  it('is that of one metric of one suite', () => {
    const floors = floorsOf(qualificationOf(Array.from({ length: 20 }, () => 0.3)));
    expect(floors('s', 'other').measured).toBe(false);
    expect(floors('other', 'm').measured).toBe(false);
  });
});
