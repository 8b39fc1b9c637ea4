import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSlots, shapeOf, slots } from './palette.js';

const names = [
  'capriccio',
  'native',
  'nptl',
  'event-loop',
  'event-loop:promise-mutex',
  'worker-threads',
  'go',
  'linuxthreads',
];

describe('the palette', () => {
  it("gives each of the project's own targets a slot that does not depend on which others there are", () => {
    const together = assignSlots(names);
    expect(new Set(together.values()).size).toBe(slots);
    for (const name of names) expect(assignSlots([name]).get(name)).toBe(together.get(name));
  });

  it('gives any names, in any order, the same slots, without a clash while there are enough', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), (some) => {
        const assigned = assignSlots(some);
        expect(assigned).toEqual(assignSlots([...some].reverse()));
        expect(new Set(assigned.values()).size).toBe(Math.min(some.length, slots));
        for (const slot of assigned.values()) expect(slot).toBeLessThan(slots);
      }),
    );
  });

  it('says the same again by shape: only one pair of slots shares one', () => {
    const shapes = new Set(Array.from({ length: slots }, (_, slot) => JSON.stringify(shapeOf(slot))));
    expect(shapes.size).toBe(slots - 1);
  });
});
