import { describe, expect, it } from 'vitest';
import { elapsedWords, timeTicks } from './time-ticks.js';

const start = Date.UTC(2026, 10, 24, 20, 51, 7);

describe('ticks of wall-clock time', () => {
  it.each([
    [8_000, ['20:51:08', '20:51:10', '20:51:12', '20:51:14']],
    [3 * 60_000, ['20:52', '20:53', '20:54']],
    [90 * 60_000, ['21:00', '21:30', '22:00']],
    [3 * 86_400_000, ['25 Nov', '26 Nov', '27 Nov']],
  ])('are round, over %i ms', (length, words) => {
    expect(timeTicks(start, start + length, 5).map((tick) => tick.words)).toEqual(words);
  });

  it('are never more than there is room for', () => {
    for (let length = 1_000; length < 1e11; length *= 3) {
      for (const room of [1, 4, 11])
        expect(timeTicks(start, start + length, room).length).toBeLessThanOrEqual(room + 1);
    }
  });
});

it('says how long after the start', () => {
  expect([999, 182_000, 7_380_000].map(elapsedWords)).toEqual(['+0 s', '+3 min 2 s', '+2 h 3 min']);
});
