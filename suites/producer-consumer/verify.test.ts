import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const point = { pairs: 4, capacity: 2, spin: 0 };
const good = { produced: 101, consumed: 100, buffered: 1, threads: 8, progressed: 8, finished: 8 };

/** What verification finds when these counters differ from a good launch of 90 items in its window. */
function findings(changes: Record<string, number>, work = 90): [string, string][] {
  const verification = { ...good, ...changes };
  const result = { type: 'result' as const, elapsedMs: 10, work, metrics: {}, verification };
  return verify(result, point).map(({ validity, message }) => [validity, message]);
}

describe('the work of a producer-consumer launch', () => {
  it('is in order when every item and every thread is accounted for', () => {
    expect(findings({})).toEqual([]);
  });

  it.each([
    ['items are lost', { produced: 105 }, '105 items produced, but 100 consumed and 1 in the buffer'],
    ['items come from nowhere', { produced: 99 }, '99 items produced'],
    ['the buffer holds more than it can', { produced: 103, buffered: 3 }, '3 items in a buffer of 2'],
    [
      'there are too few threads',
      { threads: 6, progressed: 6, finished: 6 },
      '6 threads created for 4 pairs',
    ],
    ['a wake-up was lost', { finished: 7 }, '1 of 8 threads never came to their end'],
    ['a counter is missing', { consumed: Number.NaN }, 'no whole number is reported for consumed'],
    ['a counter is negative', { buffered: -1 }, 'no whole number is reported for buffered'],
    ['a counter is no whole number', { produced: 101.5 }, 'no whole number is reported for produced'],
  ])('fails when %s', (_, changes, message) => {
    expect(findings(changes)).toContainEqual(['verification-failed', expect.stringContaining(message)]);
  });

  it('fails when more items are counted in the window than were consumed in all', () => {
    expect(findings({}, 101)).toEqual([
      ['verification-failed', '101 items counted in the window, but 100 consumed in all'],
    ]);
  });

  it('is marked, not refused, when threads never had their turn', () => {
    expect(findings({ progressed: 5 })).toEqual([
      ['starved', '3 of 8 threads never produced or consumed an item'],
    ]);
  });
});
