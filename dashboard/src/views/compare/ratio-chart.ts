/** The chart of the ratios: a curve a target, no difference at 1, the noise floor as a band. Pure. */
import { cellKey } from '../../../../harness/model/cell.js';
import { marginOf } from '../../../../harness/judge/noise-floor.js';
import type { Floor } from '../../../../harness/model/qualification.js';
import { factorAxis, type Scale } from '../../chart/axis/axis.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { ratioAxis } from '../../chart/axis/ratio-axis.js';
import { type Series, type SeriesPoint, valuesIn } from '../../chart/series.js';
import { probabilityWords, shareWords, verdictWords } from '../../comparison/verdict-words.js';
import type { Selection } from '../../page/selection.js';
import type { RatioPoint, Ratios, TargetRatios } from './ratios.js';

/** A factor whose greatest value is that many times its least is seen better on a logarithmic axis. */
const wide = 16;

/** @param hidden keys of the curves that are not drawn: names of targets */
export function ratioChart(ratios: Ratios, floor: Floor, hidden: ReadonlySet<string>): ChartModel {
  const { selection, baseline, targets } = ratios;
  const { suite, metric, swept } = selection;
  const series = targets.map((target) => seriesOf(target, ratios));
  const drawn = series.filter(({ key }) => !hidden.has(key));
  const xs = series.flatMap(({ points }) => points.map(({ x }) => x));
  const margin = marginOf(floor);
  const title = `${metric.title}: times better than ${baseline}`;
  return {
    id: `${suite.name}-${metric.name}-against-${baseline.replace(/[^A-Za-z0-9.-]/g, '-')}`,
    title: `${suite.title}, ${title}`,
    factor: swept,
    metric: { name: 'ratio', title, unit: '×', better: 'higher' },
    x: factorAxis(
      swept.unit === '' ? swept.title : `${swept.title}, ${swept.unit}`,
      scaleOf(selection, xs),
      xs,
    ),
    y: ratioAxis(title, [...valuesIn(drawn), 1 / (1 + margin), 1 + margin]),
    usualScale: 'log',
    interval: '95 % interval of the ratio, paired in blocks',
    bar: null,
    series,
    drawn,
    relative: false,
    undrawable: 0,
    lines: [{ axis: 'y', at: 1, title: baseline }],
    bands: [{ lo: 1 / (1 + margin), hi: 1 + margin, title: `noise floor ${shareWords(margin)}` }],
  };
}

function seriesOf({ target, points }: TargetRatios, ratios: Ratios): Series {
  return {
    key: target,
    kind: 'measured',
    title: target,
    target,
    points: points.map((point, place) => seriesPoint(point, place, target, ratios)),
  };
}

function seriesPoint(
  { value, row }: RatioPoint,
  place: number,
  target: string,
  { selection }: Ratios,
): SeriesPoint {
  // Values of words stand side by side.
  const x = typeof value === 'number' ? value : place + 1;
  if (row === null) {
    const words = 'missing: not measured in this run';
    return { x, y: null, lo: null, hi: null, n: 0, validity: [], cell: null, words };
  }
  const { ratio: y, lo, hi, n, validity, q } = row;
  const cell = cellKey({ suite: selection.suite.name, target, point: row.point });
  const words = verdictWords(row) + (q === null ? '' : `; q ${probabilityWords(q)}`);
  return { x, y, lo, hi, n, validity, cell, words };
}

/** The scale of the figure that sweeps this factor; else the one on which its values can be told apart. */
function scaleOf({ suite, swept }: Selection, xs: readonly number[]): Scale {
  const figure = suite.figures.find(({ x }) => x.factor === swept.name);
  const [least, greatest] = [Math.min(...xs), Math.max(...xs)];
  if (!(least > 0)) return 'linear';
  return figure?.x.scale ?? (greatest / least >= wide ? 'log' : 'linear');
}
