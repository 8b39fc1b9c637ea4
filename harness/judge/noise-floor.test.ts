import { describe, expect, it } from 'vitest';
import type { Control, Qualification } from '../model/qualification.js';
import { floorsOf, floorsWithout } from './noise-floor.js';

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

  it('does not count controls of too few blocks for an interval', () => {
    const { controls, ...rest } = qualificationOf(Array.from({ length: 30 }, () => 0.1));
    const short = {
      ...rest,
      controls: controls.map((control, place) => ({ ...control, n: place < 15 ? 5 : 6 })),
    };
    expect(floorsOf(short)('s', 'm')).toEqual({ floor: 0.05, measured: false, controls: 15 });
  });

  it('without a run is that of all the others', () => {
    const { controls, ...rest } = qualificationOf(
      Array.from({ length: 45 }, (_, place) => (place < 25 ? 0.1 : 0.3)),
    );
    const runs = controls.map((control, place) => ({ ...control, run: place < 25 ? 'one' : 'other' }));
    expect(floorsWithout({ ...rest, controls: runs }, 'other')('s', 'm').floor).toBeCloseTo(
      Math.expm1(0.1),
      12,
    );
    expect(floorsWithout({ ...rest, controls: runs }, 'neither')('s', 'm').floor).toBeCloseTo(
      Math.expm1(0.3),
      12,
    );
    expect(floorsWithout(null, 'one')('s', 'm').measured).toBe(false);
  });

  it('is that of one metric of one suite', () => {
    const floors = floorsOf(qualificationOf(Array.from({ length: 20 }, () => 0.3)));
    expect(floors('s', 'other').measured).toBe(false);
    expect(floors('other', 'm').measured).toBe(false);
  });
});
