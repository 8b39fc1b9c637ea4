import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../harness/model/figure.js';
import { boundSeries } from './bound.js';
import type { Series } from './series.js';

const figure: Figure = {
  id: 'f',
  title: 'F',
  x: { factor: 'missRate', scale: 'log' },
  y: { metric: 'bandwidth', scale: 'log' },
  fixed: {},
  bound: { title: 'The machine' },
};

function curve(
  target: string,
  points: readonly (readonly [number, number | null, 'verification-failed'?])[],
): Series {
  return {
    key: target,
    kind: 'measured',
    title: target,
    target,
    points: points.map(([x, y, mark]) => ({
      x,
      y,
      lo: null,
      hi: null,
      n: 6,
      validity: mark === undefined ? [] : [mark],
      cell: `${target} ${x}`,
    })),
  };
}

/** The points of the bound over these curves. */
function bound(...measured: Series[]): (readonly [number, number | null])[] {
  return boundSeries(figure, measured).flatMap(({ points }) => points.map(({ x, y }) => [x, y] as const));
}

describe('the bound of a figure', () => {
  it('is flat up to its corner, and falls with the share after it', () => {
    expect(
      bound(
        curve('a', [
          [0.01, 1000],
          [0.1, 900],
          [1, 50],
        ]),
      ),
    ).toEqual([
      [0.01, 1000],
      [0.05, 1000],
      [0.1, 500],
      [1, 50],
    ]);
  });

  it('is made from the best at each end, whoever reached it', () => {
    expect(
      bound(
        curve('a', [
          [0.25, 1000],
          [1, 50],
        ]),
        curve('b', [
          [0.25, 10],
          [1, 100],
        ]),
      ),
    ).toEqual([
      [0.25, 400],
      [1, 100],
    ]);
  });

  it('does not believe a value whose work was not in order', () => {
    expect(
      bound(
        curve('a', [
          [0.5, 100],
          [1, 50],
        ]),
        curve('b', [[0.5, 9000, 'verification-failed']]),
      ),
    ).toEqual([
      [0.5, 100],
      [1, 50],
    ]);
  });

  it('is not drawn from one end alone, nor where no figure asks for it', () => {
    expect(bound(curve('a', [[1, 50]]))).toEqual([]);
    expect(
      bound(
        curve('a', [
          [0.5, null],
          [1, 50],
        ]),
      ),
    ).toEqual([]);
    expect(bound()).toEqual([]);
    const { bound: _, ...without } = figure;
    expect(
      boundSeries(without, [
        curve('a', [
          [0.5, 100],
          [1, 50],
        ]),
      ]),
    ).toEqual([]);
  });
});
