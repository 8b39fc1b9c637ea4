import { describe, expect, it } from 'vitest';
import { CacheGuess, slowMs } from './cache-guess.js';

/** Asks so many times, and says how long each read took that was tried; gives the number of tries. */
function tries(guess: CacheGuess, reads: number, milliseconds: number): number {
  let tried = 0;
  for (let read = 0; read < reads; read++) {
    if (!guess.isHopeful()) continue;
    tried++;
    if (guess.isCurious()) guess.took(milliseconds);
  }
  return tried;
}

describe('the guess at what the page cache holds', () => {
  it('is hopeful as long as reads are quick', () => {
    expect(tries(new CacheGuess(), 1000, slowMs / 2)).toBe(1000);
  });

  it('gives up soon where every read is slow, and tries again now and then', () => {
    const guess = new CacheGuess();
    const tried = tries(guess, 100_000, 2 * slowMs);
    expect(tried).toBeGreaterThan(50);
    expect(tried).toBeLessThan(150);
    expect(guess.slow).toBe(tried);
  });

  it('notices within a few reads that a file is not in the page cache any more', () => {
    const guess = new CacheGuess();
    tries(guess, 1000, slowMs / 2);
    expect(tries(guess, 16, 2 * slowMs)).toBeLessThanOrEqual(8);
  });

  it('forgives a single slow read at once', () => {
    const guess = new CacheGuess();
    tries(guess, 1, 2 * slowMs);
    expect(tries(guess, 1000, slowMs / 2)).toBeGreaterThan(990);
  });

  it('becomes hopeful again when the page cache has been filled', () => {
    const guess = new CacheGuess();
    tries(guess, 100_000, 2 * slowMs);
    tries(guess, 20_000, slowMs / 2);
    expect(tries(guess, 1000, slowMs / 2)).toBe(1000);
  });
});
