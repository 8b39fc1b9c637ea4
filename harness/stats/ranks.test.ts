import fc from 'fast-check';
import { expect, it } from 'vitest';
import { midRanks } from './ranks.js';

it('ranks by counting: one more than the smaller values, and half of the other ties', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 })), (values) => {
      const counted = values.map((value) => {
        const smaller = values.filter((other) => other < value).length;
        const ties = values.filter((other) => other === value).length;
        return smaller + (ties + 1) / 2;
      });
      expect(midRanks(values)).toEqual(counted);
    }),
    { seed: 1 },
  );
});
