import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSlots, colourOf, shapeOf, slots } from './palette.js';

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

  it('gives any names, in any order, the same slots, and every colour once before any comes again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), (some) => {
        const assigned = assignSlots(some);
        expect(assigned).toEqual(assignSlots([...some].reverse()));
        const colours = new Set([...assigned.values()].map(colourOf));
        expect(colours.size).toBe(Math.min(some.length, slots));
      }),
    );
  });

  it('gives up to 24 names signs of their own, by colour and shape together', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 24 }), (some) => {
        const signs = [...assignSlots(some).values()].map((slot) =>
          JSON.stringify([colourOf(slot), shapeOf(slot)]),
        );
        expect(new Set(signs).size).toBe(some.length);
      }),
    );
  });

  it('says the same again by shape: only one pair of slots shares one', () => {
    const shapes = new Set(Array.from({ length: slots }, (_, slot) => JSON.stringify(shapeOf(slot))));
    expect(shapes.size).toBe(slots - 1);
  });
});
