/** The values of a cell's launches as a picture: one shape a launch, block below block, with their median and its interval. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { Metric } from '../../../../harness/model/metric.js';
import { type Axis, factorAxis } from '../../chart/axis/axis.js';
import { colourOf, shapeOf } from '../../chart/sign/palette.js';
import { marker } from '../../chart/sign/swatch.js';
import { element, svgElement } from '../../page/dom.js';
import { labelsOf, percent, placeOn } from '../overview/strip.js';
import { valueOf } from '../../data/launch.js';

const least = 12;
/** Of the picture without its axis, in pixels. */
const tallest = 220;

/** Null where no launch gave a value. */
export function launchStrip(
  { median, lo, hi }: CellSummary,
  metric: Metric,
  launches: readonly LaunchRecord[],
  slot: number,
): HTMLElement | null {
  const values = launches.flatMap((launch) => {
    const value = valueOf(launch, metric);
    return value === null
      ? []
      : [{ value, marked: launch.outcome === 'measured' && launch.validity.length > 0 }];
  });
  if (values.length === 0) return null;
  const axis = factorAxis(
    metric.title,
    'linear',
    values.map(({ value }) => value),
  );
  const step = Math.min(least, tallest / values.length);
  const height = Math.round(step * values.length + 16);
  const parts = [
    ...axis.ticks.map((tick) => upright(axis, tick, height, 'tick')),
    ...(lo === null || hi === null ? [] : [intervalOf(axis, lo, hi, height)]),
    ...(median === null ? [] : [upright(axis, median, height, 'median')]),
    ...values.map(({ value, marked }, place) => {
      const at = { x: percent(placeOn(axis, value)), y: String(14 + step * place), overflow: 'visible' };
      const shape = svgElement('g', { transform: 'translate(-15 -7)' }, marker(shapeOf(slot)));
      return svgElement('svg', { class: marked ? 'hollow' : 'solid', ...at }, shape);
    }),
    ...labelsOf(axis, height + 15),
  ];
  const size = { width: '100%', height: String(height + 20), 'aria-hidden': 'true' };
  const picture = svgElement(
    'svg',
    { class: `strip launches series-${colourOf(slot) + 1}`, ...size },
    ...parts,
  );
  const holder = element('figure', { class: 'launch-strip' });
  const words = [
    `Each launch, the first block on top, in ${metric.unit}. The line is their median`,
    lo === null ? '. ' : ', the grey its 95 % interval. ',
    values.some(({ marked }) => marked) ? 'Hollow: a launch with a mark. ' : '',
    'The axis does not start at zero.',
  ].join('');
  holder.append(picture, element('figcaption', {}, words));
  return holder;
}

function upright(axis: Axis, value: number, height: number, name: string): SVGElement {
  const x = percent(placeOn(axis, value));
  return svgElement('line', { class: name, x1: x, x2: x, y1: '0', y2: String(height) });
}

function intervalOf(axis: Axis, lo: number, hi: number, height: number): SVGElement {
  const [from, to] = [placeOn(axis, lo), placeOn(axis, hi)];
  const size = { width: percent(to - from), height: String(height) };
  return svgElement('rect', { class: 'interval-band', x: percent(from), y: '0', ...size });
}
