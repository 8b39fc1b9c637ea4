import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ring } from './ring.js';

const operation = fc.oneof(
  fc.record({
    does: fc.constantFrom('push' as const, 'unshift' as const, 'remove' as const),
    id: fc.nat(20),
  }),
  fc.record({ does: fc.constantFrom('shift' as const, 'pop' as const), id: fc.constant(0) }),
);

test('a ring does what an array does, whatever the order of operations', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const ring = new Ring();
      const model: number[] = [];
      for (const { does, id } of operations) {
        if (does === 'push') {
          ring.push(id);
          model.push(id);
        } else if (does === 'unshift') {
          ring.unshift(id);
          model.unshift(id);
        } else if (does === 'remove') {
          expect(ring.remove(id)).toBe(model.includes(id));
          model.splice(0, model.length, ...model.filter((one) => one !== id));
        } else if (model.length > 0) {
          expect(does === 'shift' ? ring.shift() : ring.pop()).toBe(
            does === 'shift' ? model.shift() : model.pop(),
          );
        }
        expect(ring.length).toBe(model.length);
      }
      const left = Array.from({ length: ring.length }, () => ring.shift());
      expect(left).toEqual(model);
    }),
  );
});
