import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { injectedShareFact } from '../model/slowdown.js';
import { Slowdown } from './slowdown.js';

/** A slowdown on a clock that moves with the work, and with each look of the loop at it. */
function slowdownOf(share: number, lookMs = 1e-4) {
  let time = 0;
  const slowdown = new Slowdown(share, { now: () => (time += lookMs), work: () => time });
  return {
    work(milliseconds: number): void {
      time += milliseconds;
      slowdown.step();
    },
    slowdown,
    time: () => time,
  };
}

function injected(slowdown: Slowdown): number {
  return Number(slowdown.facts()[injectedShareFact]);
}

describe('a slowdown', () => {
  it('takes its share of the time of the work, beside the work', () => {
    const { work, time, slowdown } = slowdownOf(0.1);
    for (let turn = 0; turn < 100; turn++) work(1);
    expect(time()).toBeCloseTo(110, 1);
    expect(injected(slowdown)).toBeCloseTo(0.1, 3);
  });

  it('takes what one turn took too much off the next one, so that a coarse clock changes nothing', () => {
    const { work, slowdown } = slowdownOf(0.02, 0.07);
    for (let turn = 0; turn < 1000; turn++) work(1);
    expect(injected(slowdown)).toBeCloseTo(0.02, 3);
  });

  it('is within one look at the clock a turn of its share, however the work comes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.array(fc.double({ min: 0.001, max: 20, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (share, turns) => {
          const lookMs = 1e-4;
          const { work, time } = slowdownOf(share, lookMs);
          for (const turn of turns) work(turn);
          const worked = turns.reduce((sum, turn) => sum + turn, 0);
          const surplus = time() - worked - share * worked;
          expect(surplus).toBeGreaterThan(-1e-6);
          expect(surplus).toBeLessThan((turns.length + 1) * lookMs);
        },
      ),
    );
  });

  it('does not take its own delays for work', () => {
    const { work, time } = slowdownOf(0.5);
    work(100);
    for (let turn = 0; turn < 100; turn++) work(0);
    expect(time()).toBeLessThan(150.1);
  });

  it('does not make up for what others took of the machine while it looped', () => {
    const { work, slowdown } = slowdownOf(0.02, 50);
    for (let turn = 0; turn < 10; turn++) work(100);
    expect(injected(slowdown)).toBeCloseTo(0.5, 5);
  });

  it('says what it really took, not what it was asked for', () => {
    const { work, slowdown } = slowdownOf(0.02, 5);
    work(10);
    expect(injected(slowdown)).toBeCloseTo(0.5, 5);
  });

  it('has taken nothing before there was work', () => {
    expect(injected(new Slowdown(0.1))).toBe(0);
  });
});
