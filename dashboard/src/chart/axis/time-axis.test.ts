import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis, timeWords } from './time-axis.js';

const someTime = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 0, 1) });

function ticksBetween(from: string, to: string): (string | undefined)[] {
  const { ticks, words } = timeAxis('Run', [Date.parse(from), Date.parse(to)]);
  return ticks.map((tick) => words?.(tick));
}

describe('the axis of times', () => {
  it('shows every time, with a few ascending ticks within its limits', () => {
    fc.assert(
      fc.property(fc.array(someTime, { minLength: 1, maxLength: 20 }), (times) => {
        const { min, max, ticks } = timeAxis('Run', times);
        expect(min).toBeLessThan(Math.min(...times));
        expect(max).toBeGreaterThan(Math.max(...times));
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
        expect(ticks[0]).toBeGreaterThanOrEqual(min);
        expect(ticks.at(-1)).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('has round times of the calendar, with the year once', () => {
    expect(ticksBetween('2026-11-24T20:49Z', '2026-11-24T23:37Z')).toEqual([
      '24 Nov 2026, 21:00',
      '21:30',
      '22:00',
      '22:30',
      '23:00',
      '23:30',
    ]);
    expect(ticksBetween('2025-12-30T10:00Z', '2026-01-05T10:00Z')).toEqual([
      '31 Dec 2025',
      '1 Jan 2026',
      '2 Jan',
      '3 Jan',
      '4 Jan',
      '5 Jan',
    ]);
    expect(ticksBetween('2026-01-10T00:00Z', '2026-06-10T00:00Z')).toEqual([
      'Feb 2026',
      'Mar',
      'Apr',
      'May',
      'Jun',
    ]);
    expect(ticksBetween('2016-05-01T00:00Z', '2026-06-10T00:00Z')).toContain('2020');
  });

  it('says that its times are UTC, and writes one in full', () => {
    expect(timeAxis('Run', []).title).toBe('Run (UTC)');
    expect(timeWords(Date.parse('2026-11-24T20:51:39Z'))).toBe('24 Nov 2026, 20:51');
  });
});
