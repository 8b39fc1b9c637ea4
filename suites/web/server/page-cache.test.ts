import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Page, PageCache } from './page-cache.js';

const files = 6;

function page(bytes: number): Page {
  const body = Buffer.alloc(bytes);
  return { bytes: body, headLength: 0, body };
}

it('a page cache holds what a plain list of the most recently used pages would hold, and no more than its limit', () => {
  const limit = 100;
  const act = fc.record({
    file: fc.nat(files - 1),
    bytes: fc.integer({ min: 1, max: 120 }),
    put: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const cache = new PageCache(files, limit);
      let plain: { file: number; page: Page }[] = [];
      const held = (): number => plain.reduce((sum, entry) => sum + entry.page.bytes.length, 0);
      for (const { file, bytes, put } of acts) {
        const known = plain.find((entry) => entry.file === file);
        if (!put) {
          expect(cache.get(file)).toBe(known?.page);
          if (known !== undefined) plain = [known, ...plain.filter((entry) => entry !== known)];
        } else {
          const offered = page(bytes);
          cache.put(file, offered);
          if (known === undefined && bytes <= limit) {
            while (held() + bytes > limit) plain.pop();
            plain.unshift({ file, page: offered });
          }
        }
        expect(cache.bytes).toBe(held());
        expect(cache.bytes).toBeLessThanOrEqual(limit);
      }
      for (const entry of plain) expect(cache.get(entry.file)).toBe(entry.page);
    }),
  );
});

it('a page that would not fit even alone is not held', () => {
  const cache = new PageCache(files, 10);
  expect([10, 11].map((bytes) => cache.mayHold(bytes))).toEqual([true, false]);
});
