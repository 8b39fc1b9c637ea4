import { describe, expect, it } from 'vitest';
import type { Axis } from '../../chart/axis/axis.js';
import type { SeriesPoint } from '../../chart/series.js';
import { pathOf } from './thumbnail.js';

const axis = (scale: Axis['scale'], min: number, max: number): Axis => ({
  title: '',
  scale,
  min,
  max,
  ticks: [],
});
const point = (x: number, y: number | null): SeriesPoint => ({
  x,
  y,
  lo: null,
  hi: null,
  n: 6,
  validity: [],
  cell: null,
});

describe('the curve of a thumbnail', () => {
  it('goes from corner to corner of its axes, whatever their scale', () => {
    const points = [point(1, 10), point(100, 1000)];
    expect(pathOf({ x: axis('log', 1, 100), y: axis('log', 10, 1000) }, { points })).toBe(
      'M4 80 L4 80 L156 4',
    );
    const middle = [point(50, 5)];
    expect(pathOf({ x: axis('linear', 0, 100), y: axis('linear', 0, 10) }, { points: middle })).toBe(
      'M80 42 L80 42',
    );
  });

  it('is broken where nothing was measured, and where a value cannot be drawn', () => {
    const points = [point(1, 10), point(10, null), point(100, 1000), point(1000, 0)];
    expect(pathOf({ x: axis('log', 1, 1000), y: axis('log', 10, 1000) }, { points })).toMatch(
      /^M4 80 L4 80 M105\.3 4 L105\.3 4$/,
    );
  });
});
