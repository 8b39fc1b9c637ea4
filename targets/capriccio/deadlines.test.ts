import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deadlines } from './deadlines.js';

const act = fc.oneof(
  fc.record({ does: fc.constant('set' as const), id: fc.nat(4), time: fc.nat(50) }),
  fc.record({ does: fc.constant('clear' as const), id: fc.nat(4), time: fc.constant(0) }),
  fc.record({ does: fc.constant('pass' as const), id: fc.constant(0), time: fc.nat(20) }),
);

test('the threads whose deadlines have passed are those that a plain table says, whatever was set and cleared before', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
      const deadlines = new Deadlines();
      const plain = new Map<number, number>();
      let now = 0;
      for (const { does, id, time } of acts) {
        if (does === 'set') {
          deadlines.set(id, now + time);
          plain.set(id, now + time);
        } else if (does === 'clear') {
          deadlines.clear(id);
          plain.delete(id);
        } else {
          now += time;
          const due = [...plain].filter(([, until]) => until <= now).map(([one]) => one);
          for (const one of due) plain.delete(one);
          const taken: number[] = [];
          for (let one = deadlines.takeDue(now); one !== undefined; one = deadlines.takeDue(now))
            taken.push(one);
          expect(new Set(taken)).toEqual(new Set(due));
          expect(taken.length).toBe(due.length);
        }
        expect(deadlines.nextAt).toBeLessThanOrEqual(Math.min(Infinity, ...plain.values()));
      }
    }),
  );
});

test('a thread that waits again and again is looked at once in the time of a wait', () => {
  const deadlines = new Deadlines();
  let looks = 0;
  for (let now = 0; now < 10_000; now++) {
    const before = deadlines.nextAt;
    deadlines.set(7, now + 1000);
    expect(deadlines.takeDue(now)).toBeUndefined();
    if (deadlines.nextAt !== before) looks++;
    deadlines.clear(7);
  }
  expect(looks).toBeLessThanOrEqual(11);
});
