import type { Chart } from 'chart.js';
import { describe, expect, it } from 'vitest';
import type { ChartModel } from '../chart-model.js';
import { guides } from './guides.js';
import type { Theme } from '../sign/theme.js';

const theme: Theme = {
  ink: 'ink',
  muted: 'muted',
  rule: 'rule',
  paper: 'paper',
  reference: 'grey',
  font: 'sans',
  series: [],
};

/** What was drawn on a chart of 100 by 100 pixels whose axes go from 0 to 10, and in which a letter is 5 pixels wide. */
function drawn(model: Partial<Pick<ChartModel, 'lines' | 'bands'>> & { points?: [x: number, y: number][] }) {
  const rects: number[][] = [];
  const strokes: number[][] = [];
  const names: (string | number)[][] = [];
  const nothing = () => undefined;
  const ctx = {
    save: nothing,
    restore: nothing,
    beginPath: nothing,
    stroke: nothing,
    strokeText: nothing,
    measureText: (text: string) => ({ width: text.length * 5 }),
    fillRect: (...place: number[]) => rects.push(place),
    moveTo: (...place: number[]) => strokes.push(place),
    lineTo: (...place: number[]) => strokes[strokes.length - 1]?.push(...place),
    fillText: (text: string, x: number, y: number) => names.push([text, x, y]),
  };
  const points = (model.points ?? []).map(([x, y]) => ({ x, y }));
  const scale = (pixel: (value: number) => number) => ({ min: 0, max: 10, getPixelForValue: pixel });
  const chart = {
    ctx,
    getSortedVisibleDatasetMetas: () => [{ data: points }],
    chartArea: { left: 0, right: 100, top: 0, bottom: 100 },
    scales: { x: scale((value) => value * 10), y: scale((value) => 100 - value * 10) },
  } as unknown as Chart<'lineWithErrorBars'>;
  const plugin = guides({ lines: [], bands: [], ...model }, theme);
  plugin.beforeDatasetsDraw?.(chart, { cancelable: true }, {});
  plugin.afterDatasetsDraw?.(chart, {}, {}, false);
  return { rects, strokes, names };
}

describe('the guides of a chart', () => {
  it('are lines across the whole chart, with their names, and bands with theirs', () => {
    const lines = [
      { axis: 'y' as const, at: 2, title: 'no difference' },
      { axis: 'x' as const, at: 5, title: 'change' },
    ];
    expect(drawn({ lines, bands: [{ lo: 4, hi: 8, title: 'noise' }] })).toEqual({
      rects: [[0, 20, 100, 40]],
      strokes: [
        [0, 80, 100, 80],
        [50, 0, 50, 100],
      ],
      names: [
        ['no difference', 31, 71.5],
        ['change', 55, 7.5],
        ['noise', 6, 29.5],
      ],
    });
  });

  it('are cut at the ends of the axis, and left out beside it', () => {
    const bands = [
      { lo: -5, hi: 1, title: 'a' },
      { lo: 11, hi: 12, title: 'b' },
    ];
    const { rects, strokes, names } = drawn({ bands, lines: [{ axis: 'y', at: 11, title: 'c' }] });
    expect(rects).toEqual([[0, 90, 100, 10]]);
    expect(strokes).toEqual([]);
    expect(names.map(([text]) => text)).toEqual(['a']);
  });

  it('have names that do not cover each other, and that stay within the chart', () => {
    const lines = [1, 2, 9].map((at) => ({ axis: 'x' as const, at, title: `change at ${at}` }));
    expect(drawn({ lines }).names).toEqual([
      ['change at 1', 15, 7.5],
      ['change at 2', 25, 22.5],
      ['change at 9', 41, 37.5],
    ]);
  });

  it('have names where they cover the fewest points', () => {
    const bands = [{ lo: 4, hi: 8, title: 'noise' }];
    expect(drawn({ bands, points: [[20, 28]] }).names).toEqual([['noise', 71, 29.5]]);
    expect(
      drawn({
        bands,
        points: [
          [20, 28],
          [90, 30],
        ],
      }).names,
    ).toEqual([['noise', 37.5, 29.5]]);
  });
});
