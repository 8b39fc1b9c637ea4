import { describe, expect, it } from 'vitest';
import { Draw } from './draw.js';

describe('what a thread reads', () => {
  it('is the same for the same seed and thread, and another for others', () => {
    const blocks = (seed: number, thread: number): number[] => {
      const draw = new Draw(seed, thread);
      return Array.from({ length: 8 }, () => draw.block(65_536));
    };
    expect(blocks(7, 3)).toEqual(blocks(7, 3));
    const others = [blocks(7, 3), blocks(7, 4), blocks(8, 3), blocks(0, 0)].map(String);
    expect(new Set(others).size).toBe(4);
  });

  it('is what the native form draws too', () => {
    const draw = new Draw(42, 5);
    expect(Array.from({ length: 6 }, () => draw.block(1_000_000))).toEqual(known);
  });

  it.each([2 ** -11, 2 ** -5, 0.5])('is a miss with the probability %d', (missRate) => {
    const reads = 400_000;
    let misses = 0;
    for (let thread = 0; thread < 200; thread++) {
      const draw = new Draw(1, thread);
      for (let read = 0; read < reads / 200; read++) {
        if (draw.misses(missRate)) misses++;
        draw.block(16);
      }
    }
    const chance = 4 * Math.sqrt(reads * missRate * (1 - missRate));
    expect(Math.abs(misses - reads * missRate)).toBeLessThan(chance);
  });

  it('is always a miss, or never, where the miss rate says so', () => {
    const draw = new Draw(1, 1);
    const drawn = Array.from({ length: 1000 }, () => [draw.misses(1), draw.misses(0)]);
    expect(drawn.every(([always, never]) => always === true && never === false)).toBe(true);
  });

  it('is every block as often as any other, and none beyond', () => {
    const draw = new Draw(3, 0);
    const counts = Array.from({ length: 16 }, () => 0);
    for (let read = 0; read < 160_000; read++) counts[draw.block(16)]! += 1;
    expect(counts.reduce((sum, count) => sum + count)).toBe(160_000);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(1000);
  });
});

/** Six blocks of a million for seed 42 and thread 5. */
const known = [916489, 599444, 427010, 353801, 634796, 157167];
