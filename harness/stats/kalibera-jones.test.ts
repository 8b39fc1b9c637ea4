import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { kaliberaJones } from './kalibera-jones.js';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const squares = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);

/** Three levels: 2 to 4 builds of so many processes of so many iterations. */
const threeLevels = fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 2, max: 4 }))).chain(([r1, r2, r3]) => {
  const exactly = (count = 2) => ({ minLength: count, maxLength: count });
  return fc.array(fc.array(fc.array(fc.integer({ min: 0, max: 99 }), exactly(r1)), exactly(r2)), exactly(r3));
});

describe('the planning of repetitions', () => {
  it('agrees with the golden vectors for two levels', () => {
    const { Y, S1sq, S2sq, T1sq, T2sq, opt_r1: best, ci95_halfwidth: halfWidth } = golden.kalibera_jones;
    const plan = kaliberaJones(Y, [1, 20]);
    expect(plan.biased[0]).toBeCloseTo(S1sq, 12);
    expect(plan.biased[1]).toBeCloseTo(S2sq, 12);
    expect(plan.variances[0]).toBeCloseTo(T1sq, 12);
    expect(plan.variances[1]).toBeCloseTo(T2sq, 12);
    expect(plan.repetitions).toHaveLength(1);
    expect(plan.repetitions[0]).toBeCloseTo(best, 12);
    expect(plan.halfWidth).toBeCloseTo(halfWidth, 12);
    expect(plan.mean).toBeCloseTo(mean(Y.flat()), 12);
  });

  it('is what the formulas, written out for three levels, give', () => {
    fc.assert(
      fc.property(threeLevels, (builds) => {
        const processes = builds.flat();
        const [r1, r2, r3] = [processes[0]?.length ?? 0, builds[0]?.length ?? 0, builds.length];
        const s1 = processes.reduce((sum, values) => sum + squares(values), 0) / ((r1 - 1) * r2 * r3);
        const s2 = builds.reduce((sum, build) => sum + squares(build.map(mean)), 0) / ((r2 - 1) * r3);
        const s3 = squares(builds.map((build) => mean(build.map(mean)))) / (r3 - 1);
        const plan = kaliberaJones(builds, [1, 5, 60]);
        [s1, s2, s3].forEach((variance, level) => expect(plan.biased[level]).toBeCloseTo(variance, 9));
        [s1, s2 - s1 / r1, s3 - s2 / r2].forEach((variance, level) =>
          expect(plan.variances[level]).toBeCloseTo(Math.max(0, variance), 9),
        );
      }),
      { seed: 1 },
    );
  });

  it('asks for one repetition where it adds nothing, and for no end of them where the level above adds nothing', () => {
    const noProcesses = kaliberaJones([[1, 3], [1, 3]], [1, 20]); // prettier-ignore
    expect(noProcesses.repetitions).toEqual([Infinity]);
    const noIterations = kaliberaJones([[2, 2], [3, 3]], [1, 20]); // prettier-ignore
    expect(noIterations.repetitions).toEqual([1]);
    expect(kaliberaJones([[2, 2], [2, 2]], [1, 20]).repetitions).toEqual([1]); // prettier-ignore
  });

  it('refuses levels of different sizes, single repetitions, and costs of other levels', () => {
    expect(() => kaliberaJones([[1, 2, 3], [1, 2]], [1, 1])).toThrow(RangeError); // prettier-ignore
    expect(() => kaliberaJones([[1], [2]], [1, 1])).toThrow(RangeError);
    expect(() => kaliberaJones([1, 2, 3], [1, 1])).toThrow(RangeError);
  });
});
