import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MeasuredWindow } from './measured-window.js';

/** A window on a clock that the test sets; CPU time passes with it. */
function windowAt(timing: { warmupMs: number; measureMs: number; intervalMs: number }) {
  const clock = { now: 0 };
  const window = new MeasuredWindow(timing, {
    now: () => clock.now,
    usage: () => ({ userMs: clock.now, systemMs: 0, voluntarySwitches: clock.now, involuntarySwitches: 0 }),
  });
  return {
    window,
    observe: (now: number, work: number): void => {
      clock.now = now;
      window.observe(work);
    },
  };
}

describe('a measured window', () => {
  it('counts nothing of the warm-up, and begins with the first look after it', () => {
    const { window, observe } = windowAt({ warmupMs: 100, measureMs: 100, intervalMs: 50 });
    observe(50, 10);
    observe(101, 20);
    observe(160, 70);
    observe(205, 120);
    expect(window.over).toBe(true);
    expect(window.result()).toEqual({
      elapsedMs: 104,
      work: 100,
      intervals: [
        { elapsedMs: 59, work: 50 },
        { elapsedMs: 104, work: 50 },
      ],
      usage: { userMs: 104, systemMs: 0, voluntarySwitches: 104, involuntarySwitches: 0 },
    });
  });

  it('is open until then, and has no result', () => {
    const { window, observe } = windowAt({ warmupMs: 0, measureMs: 100, intervalMs: 50 });
    observe(1, 1);
    observe(99, 2);
    expect(window.over).toBe(false);
    expect(() => window.result()).toThrow('has not ended');
  });

  it('takes no notice of work after its end', () => {
    const { window, observe } = windowAt({ warmupMs: 0, measureMs: 10, intervalMs: 5 });
    for (const now of [0, 11, 50]) observe(now, now);
    expect(window.result().work).toBe(11);
  });

  it('has intervals in order that add up to its work, whenever it is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 30, maxLength: 60 }), (steps) => {
        const { window, observe } = windowAt({ warmupMs: 20, measureMs: 200, intervalMs: 25 });
        let now = 0;
        for (const step of [...steps, 400, 400]) observe((now += step), 3 * now);
        const { elapsedMs, work, intervals } = window.result();
        expect(intervals.reduce((sum, slice) => sum + slice.work, 0)).toBe(work);
        expect(work).toBe(3 * elapsedMs);
        expect(intervals.at(-1)?.elapsedMs).toBe(elapsedMs);
        const ends = intervals.map((slice) => slice.elapsedMs);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
      }),
    );
  });
});
