/**
 * Strips on the page: a row for each target, a mark for each launch, a box that sums them up, one axis for all. Drawn in SVG
 * whose places are shares of the width, so that it fits every screen without being drawn again.
 */
import { element, svgElement } from '../../page/dom.js';
import { short } from '../numbers.js';
import { assignSlots } from '../sign/palette.js';
import { keyboardOfStrip } from './strip-keyboard.js';
import { labelled, placeOn, type Strip, type StripBox, type StripGroup, type StripRow } from './strip.js';
import { swatch } from '../sign/swatch.js';

/** Height of a row, and of the parts of its drawing, in CSS pixels. */
const height = 46;
const marks = { top: 5, height: 18, radius: 4.5 };
const box = { top: 29, height: 11 };

/** What a row's name and marks are drawn with. */
interface Sign {
  readonly mark: SVGElement;
  /** Class that gives the colour. */
  readonly colour: string;
}

/**
 * The rows with the line under them that says the active mark. Arrow keys go along a row and from row to row, Enter or a
 * click opens what is behind one.
 * @param targets every target of the run, for the colours
 * @param words of the axis' values
 */
export function stripChart(
  strip: Strip,
  targets: readonly string[],
  words: (value: number) => string = short,
): HTMLElement {
  const slots = assignSlots(targets);
  const said = element('p', { class: 'said', 'aria-live': 'polite' });
  const rows: { readonly row: StripRow; readonly plot: HTMLElement }[] = [];
  const rowOf = (row: StripRow) => {
    const sign = signOf(slots.get(row.target) ?? 0);
    const plot = row.box === null ? null : plotOf(strip, row, row.box, sign);
    if (plot !== null) rows.push({ row, plot });
    return rowElement(row, plot, sign);
  };
  const groups = strip.groups.filter(({ rows: ofGroup }) => ofGroup.length > 0);
  const root = element(
    'div',
    { class: 'strips' },
    axisOf(strip, words),
    ...groups.map((group) => groupElement(group, group.rows.map(rowOf))),
    said,
  );
  keyboardOfStrip(rows, said);
  return root;
}

function groupElement({ title }: StripGroup, rows: readonly HTMLElement[]): HTMLElement {
  const heading = title === null ? null : element('p', { class: 'strip-group' }, title);
  return element('div', {}, heading, ...rows);
}

function rowElement(row: StripRow, plot: HTMLElement | null, { mark }: Sign): HTMLElement {
  const open = element('button', { type: 'button', class: 'open' }, row.number);
  open.dataset['control'] = `launches of ${row.target}`;
  open.addEventListener('click', row.open);
  return element(
    'div',
    { class: 'strip-row' },
    element('div', { class: 'strip-name' }, mark, element('span', {}, row.target)),
    plot ?? element('div', { class: 'strip-plot absent' }),
    element('div', { class: 'strip-number' }, open, element('span', { class: 'quiet' }, row.words)),
  );
}

/** The swatch of the legends has the colour: the row takes its class over. */
function signOf(slot: number): Sign {
  const mark = swatch('measured', slot);
  return { mark, colour: [...mark.classList].find((name) => name.startsWith('series-')) ?? '' };
}

function plotOf(strip: Strip, row: StripRow, summed: StripBox, { colour }: Sign): HTMLElement {
  const drawing = svgElement(
    'svg',
    { width: '100%', height: String(height), 'aria-hidden': 'true', class: colour },
    ...linesAt(strip, 0, height),
    ...boxOf(strip, row, summed),
    ...marksOf(strip, row),
  );
  // A screen reader leaves the arrow keys to what is an application.
  return element(
    'div',
    {
      class: 'strip-plot',
      tabindex: '0',
      role: 'application',
      'aria-roledescription': 'strip of launches',
      'data-control': `strip ${row.target}`,
      'aria-label': `${row.target}: ${row.number}; ${row.words}. Left and right go from launch to launch, up and down from target to target, Enter opens the launches.`,
    },
    drawing,
  );
}

/** The median as a line, its interval as a thick bar, the middle half of the values as a box, all of them as a thin line. */
function boxOf(
  { axis }: Strip,
  { marks: values }: StripRow,
  { q1, median, q3, lo, hi }: StripBox,
): SVGElement[] {
  const at = (value: number) => percentOf(placeOn(axis, value));
  const middle = String(box.top + box.height / 2);
  const span = (from: number, to: number, name: string) => {
    const [x1, x2] = [at(from), at(to)];
    if (x1 === null || x2 === null) return [];
    return [svgElement('line', { class: name, x1, x2, y1: middle, y2: middle })];
  };
  const [left, right] = [placeOn(axis, q1), placeOn(axis, q3)];
  const x = at(median);
  return [
    ...span(values[0]?.value ?? median, values.at(-1)?.value ?? median, 'strip-range'),
    ...(left === null || right === null ? [] : [boxBetween(left, right)]),
    ...(lo === null || hi === null ? [] : span(lo, hi, 'strip-interval')),
    ...(x === null
      ? []
      : [
          svgElement('line', {
            class: 'strip-median',
            x1: x,
            x2: x,
            y1: String(box.top - 3),
            y2: String(box.top + box.height + 3),
          }),
        ]),
  ];
}

function boxBetween(left: number, right: number): SVGElement {
  return svgElement('rect', {
    class: 'strip-box',
    x: percentOf(left) ?? '',
    y: String(box.top),
    width: percentOf(Math.max(right - left, 0)) ?? '',
    height: String(box.height),
  });
}

function marksOf({ axis }: Strip, { marks: values }: StripRow): SVGElement[] {
  return values.map(({ value, hollow, across }) => {
    const cx = percentOf(placeOn(axis, value));
    const cy = String(marks.top + across * marks.height);
    const name = `strip-mark${hollow ? ' hollow' : ''}`;
    // What a logarithmic axis does not have keeps its place in the order, unseen.
    return svgElement('circle', {
      class: name,
      cy,
      ...(cx === null ? { r: '0' } : { cx, r: String(marks.radius) }),
    });
  });
}

/** The numbers of the axis, over the rows. */
function axisOf(strip: Strip, words: (value: number) => string): HTMLElement {
  const { axis } = strip;
  const texts = labelled(axis.ticks).flatMap((tick) => {
    const place = placeOn(axis, tick);
    if (place === null) return [];
    const text = svgElement('text', { x: percentOf(place) ?? '', y: '14', 'text-anchor': anchorAt(place) });
    text.textContent = words(tick);
    return [text];
  });
  const lines = linesAt(strip, 19, 6);
  const drawing = svgElement('svg', { width: '100%', height: '25' }, ...texts, ...lines);
  return element(
    'div',
    { class: 'strip-row strip-axis', 'aria-hidden': 'true' },
    element('div', { class: 'strip-name' }, axis.title),
    element('div', { class: 'strip-plot' }, drawing),
  );
}

function linesAt({ axis }: Strip, top: number, length: number): SVGElement[] {
  return axis.ticks.flatMap((tick) => {
    const x = percentOf(placeOn(axis, tick));
    if (x === null) return [];
    return [
      svgElement('line', { class: 'strip-tick', x1: x, x2: x, y1: String(top), y2: String(top + length) }),
    ];
  });
}

/** Numbers at the ends stay within the drawing. */
function anchorAt(place: number): string {
  return place < 0.03 ? 'start' : place > 0.97 ? 'end' : 'middle';
}

function percentOf(place: number | null): string | null {
  return place === null ? null : `${Number((100 * place).toFixed(3))}%`;
}
