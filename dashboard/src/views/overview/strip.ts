/** A line of a picture: a median and its interval on the axis that all targets of a suite share. */
import { type Axis, valueAxis } from '../../chart/axis/axis.js';
import { short } from '../../chart/numbers.js';
import { colourOf, shapeOf } from '../../chart/sign/palette.js';
import { marker } from '../../chart/sign/swatch.js';
import { svgElement } from '../../page/dom.js';

/** A value that is drawn; what does not exist is null. */
export interface StripValue {
  readonly median: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

const height = 30;
const middle = '50%';
/** Room at both ends for half a marker, in percent of the width. */
const room = 2;
/** Between two numbers of an axis at least, in percent of the width: enough on a phone. */
const apart = 16;

/** Logarithmic, unless a value is not above zero. */
export function stripAxis(title: string, values: readonly StripValue[]): Axis {
  const all = values.flatMap(({ median, lo, hi }) => [median, lo, hi]).filter((value) => value !== null);
  return valueAxis(title, all.some((value) => value <= 0) ? 'linear' : 'log', all);
}

/** The place of a value from the left, in percent of the width. */
export function placeOn({ scale, min, max }: Axis, value: number): number {
  const share = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return room + share * (100 - 2 * room);
}

/**
 * The picture of one value; empty but for the ticks where there is none.
 * @param slot of the target's colour and shape
 * @param hollow for a value that is not ranked
 */
export function strip(axis: Axis, slot: number, { median, lo, hi }: StripValue, hollow: boolean): SVGElement {
  const parts = axis.ticks.map((tick) => upright(placeOn(axis, tick), 'tick'));
  if (lo !== null && hi !== null) {
    const [x1, x2] = [percent(placeOn(axis, lo)), percent(placeOn(axis, hi))];
    parts.push(svgElement('line', { class: 'bar', x1, x2, y1: middle, y2: middle }));
  }
  if (median !== null) {
    const shape = svgElement('g', { transform: 'translate(-15 -7)' }, marker(shapeOf(slot)));
    const place = { x: percent(placeOn(axis, median)), y: middle, overflow: 'visible' };
    parts.push(svgElement('svg', { class: hollow ? 'hollow' : 'solid', ...place }, shape));
  }
  return frame(`series-${colourOf(slot) + 1}`, height, parts);
}

/** The numbers of the axis, above the lines. */
export function stripHead(axis: Axis): SVGElement {
  return frame('', 18, labelsOf(axis, 13));
}

/** The numbers of an axis, as many as fit. @param y of their foot, in pixels */
export function labelsOf(axis: Axis, y: number): SVGElement[] {
  let last = -Infinity;
  return axis.ticks.flatMap((tick) => {
    const place = placeOn(axis, tick);
    if (place - last < apart) return [];
    last = place;
    const anchor = place < 8 ? 'start' : place > 92 ? 'end' : 'middle';
    const text = svgElement('text', { x: percent(place), y: String(y), 'text-anchor': anchor });
    text.append(short(tick, 4));
    return [text];
  });
}

function upright(place: number, name: string): SVGElement {
  const x = percent(place);
  return svgElement('line', { class: name, x1: x, x2: x, y1: '0', y2: '100%' });
}

function frame(name: string, high: number, parts: readonly SVGElement[]): SVGElement {
  const size = { width: '100%', height: String(high), 'aria-hidden': 'true' };
  return svgElement('svg', { class: `strip ${name}`.trim(), ...size }, ...parts);
}

/** A place as SVG has it. */
export function percent(place: number): string {
  return `${Number(place.toFixed(3))}%`;
}
