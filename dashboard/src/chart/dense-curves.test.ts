import { describe, expect, it } from 'vitest';
import { stretchesOf } from './dense-curves.js';
import type { SeriesPoint } from './series.js';

function point(x: number, y: number | null, half: number | null): SeriesPoint {
  const [lo, hi] = y === null || half === null ? [null, null] : [y - half, y + half];
  return { x, y, lo, hi, n: 6, validity: [], cell: null };
}

describe('the band of a curve with many points', () => {
  it('goes from point to point as long as each has an interval', () => {
    const points = [
      point(1, 10, 1),
      point(2, 11, 2),
      point(3, null, null),
      point(4, 12, null),
      point(5, 13, 3),
    ];
    expect(stretchesOf({ points })).toEqual([
      [
        { x: 1, lo: 9, hi: 11 },
        { x: 2, lo: 9, hi: 13 },
      ],
      [{ x: 5, lo: 10, hi: 16 }],
    ]);
    expect(stretchesOf({ points: [] })).toEqual([]);
  });
});
