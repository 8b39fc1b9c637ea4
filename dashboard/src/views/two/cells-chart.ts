/** The chart of two runs: the ratio of every cell, from the worst to the best. Pure. */
import { cellKey } from '../../../../harness/model/cell.js';
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import { marginOf } from '../../../../harness/judge/noise-floor.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { count } from '../../chart/numbers.js';
import { ratioAxis } from '../../chart/axis/ratio-axis.js';
import { type Series, type SeriesPoint, valuesIn } from '../../chart/series.js';
import { shareWords, verdictWords } from '../../comparison/verdict-words.js';
import { rowPlace } from './row-place.js';
import type { RunComparison } from './run-comparison.js';

/** A cell that has a ratio. */
interface Ranked {
  readonly row: ComparisonRow;
  readonly ratio: number;
  /** From 1, the worst. */
  readonly place: number;
}

/** @param hidden names of the targets that are not drawn */
export function cellsChart(comparison: RunComparison, hidden: ReadonlySet<string>): ChartModel {
  const { a, b, suites, document } = comparison;
  const ranked = rankedCells(document.rows);
  const targets = [...new Set(ranked.map(({ row }) => row.target ?? ''))].sort();
  const series = targets.map((target) => seriesOf(target, ranked));
  const drawn = series.filter(({ key }) => !hidden.has(key));
  // Where suites have floors of their own, the band is the narrowest: what lies in it is in all of them.
  const margin = marginOf({
    floor: Math.min(...document.rows.map(({ floor }) => floor)),
    measured: true,
    controls: 0,
  });
  const words = (place: number) => {
    const found = ranked[place - 1];
    return found === undefined ? '' : rowPlace(found.row, suites);
  };
  const title = 'How many times better run B is than run A';
  return {
    id: `${b.run.id}-against-${a.run.id}`,
    title,
    factor: { name: 'place', title: 'Place', unit: '', words },
    metric: { name: 'ratio', title, unit: '×', better: 'higher' },
    x: {
      title: `${count(ranked.length, 'cell')}, from the worst ratio to the best`,
      scale: 'linear',
      min: 0.5,
      max: ranked.length + 0.5,
      ticks: [],
    },
    y: ratioAxis(title, [...valuesIn(drawn), 1 / (1 + margin), 1 + margin]),
    usualScale: 'log',
    interval: '95 % interval of the ratio, of two independent samples of launches',
    bar: null,
    series,
    drawn,
    relative: false,
    undrawable: 0,
    lines: [{ axis: 'y', at: 1, title: 'as in run A' }],
    bands: [{ lo: 1 / (1 + margin), hi: 1 + margin, title: `noise floor ${shareWords(margin)}` }],
  };
}

function rankedCells(rows: readonly ComparisonRow[]): Ranked[] {
  return rows
    .flatMap((row) => (row.ratio === null ? [] : [{ row, ratio: row.ratio }]))
    .sort((one, other) => one.ratio - other.ratio)
    .map((cell, index) => ({ ...cell, place: index + 1 }));
}

function seriesOf(target: string, ranked: readonly Ranked[]): Series {
  return {
    key: target,
    kind: 'measured',
    title: target,
    target,
    joined: false,
    points: ranked.filter(({ row }) => row.target === target).map(pointOf),
  };
}

function pointOf({ row, ratio, place }: Ranked): SeriesPoint {
  const { suite, point, target, lo, hi, n, validity } = row;
  const cell = cellKey({ suite, target: target ?? '', point });
  return { x: place, y: ratio, lo, hi, n, validity, cell, words: verdictWords(row) };
}
