import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verdictOf } from './equivalence.js';

it.each([
  ['faster', { ratio: 1.1, lo: 1.01, hi: 1.2 }],
  ['slower', { ratio: 0.9, lo: 0.8, hi: 0.99 }],
  ['equivalent', { ratio: 1.01, lo: 0.985, hi: 1.02 }],
  ['inconclusive', { ratio: 1.1, lo: 0.99, hi: 1.2 }],
  ['inconclusive', { ratio: 1.015, lo: 1.001, hi: 1.03 }],
  ['inconclusive', { ratio: 1.5, lo: null, hi: null }],
  ['inconclusive', { ratio: null, lo: null, hi: null }],
])('says %s of %j with a margin of 2 %%', (verdict, interval) => {
  expect(verdictOf(interval, 0.02)).toBe(verdict);
});

it('holds what is different and within the margin all the same for equivalent', () => {
  expect(verdictOf({ ratio: 1.01, lo: 1.005, hi: 1.015 }, 0.02)).toBe('equivalent');
});

it('says the opposite of the sides the other way round', () => {
  const opposite = {
    faster: 'slower',
    slower: 'faster',
    equivalent: 'equivalent',
    inconclusive: 'inconclusive',
  } as const;
  const log = fc.double({ min: -0.3, max: 0.3, noNaN: true });
  fc.assert(
    fc.property(log, log, log, (...logs) => {
      const [lo = 1, ratio = 1, hi = 1] = logs.sort((a, b) => a - b).map(Math.exp);
      const turned = verdictOf({ ratio: 1 / ratio, lo: 1 / hi, hi: 1 / lo }, 0.05);
      expect(turned).toBe(opposite[verdictOf({ ratio, lo, hi }, 0.05)]);
    }),
    { seed: 1 },
  );
});
