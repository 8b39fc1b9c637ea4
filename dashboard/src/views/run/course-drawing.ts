/** The drawing of a course: a tick for every launch in the lane of its target, and below it what was seen of the machine. */
import { grouped } from '../../chart/numbers.js';
import { svgElement } from '../../page/dom.js';
import { type Course, type Sign, signNames, signsOf } from './course.js';
import { type CourseLayout, laneHeight, type LaneRow, type TrackRow, trackHeight } from './course-layout.js';
import type { Reading } from './disturbance-tracks.js';
import { columnWidth } from './course-layout.js';
import { timeTicks } from './time-ticks.js';

/**
 * The outline of one sign about a middle, in a lane that begins at `top`. `share` is how many of the launches of a column have
 * it: the disturbed ones take so much of the height of the tick, and have a dot on it when they are at least half.
 */
export const signPaths: Readonly<Record<Sign, (x: number, top: number, share: number) => string>> = {
  measured: (x, top) => `M${x} ${top + 6}v10`,
  disturbed: (x, top, share) =>
    `M${x} ${top + 6}v${round(Math.max(1, 10 * share))}${share < 0.5 ? '' : `M${x} ${top + 1.5}v0.01`}`,
  unsupported: (x, top) => `M${x - 2} ${top + 15}h4`,
  failed: (x, top) => `M${x - 3.5} ${top + 7.5}l7 7m0 -7l-7 7`,
};

export function drawCourse(course: Course, layout: CourseLayout): SVGElement {
  const { width, height } = layout;
  return svgElement(
    'svg',
    {
      class: 'course-drawing',
      width: String(width),
      height: String(height),
      viewBox: `0 0 ${width} ${height}`,
      'aria-hidden': 'true',
    },
    ...axisOf(course, layout),
    ...layout.lanes.flatMap((lane) => laneOf(lane, layout)),
    ...layout.tracks.flatMap((row) => trackOf(row, layout)),
  );
}

function laneOf(lane: LaneRow, layout: CourseLayout): SVGElement[] {
  const outlines = new Map<Sign, string>(signNames.map((sign) => [sign, '']));
  for (const { place, launches } of lane.columns) {
    const x = round(layout.xOf(place));
    for (const [sign, number] of signsOf(launches)) {
      const path = signPaths[sign](x, lane.top, number / launches.length);
      outlines.set(sign, `${outlines.get(sign)}${path}`);
    }
  }
  const signs = [...outlines].filter(([, d]) => d !== '');
  return [
    line('course-rule', layout.left, lane.top + laneHeight - 2, layout.right),
    nameOf(lane.target, lane.nameAt, layout, ''),
    ...signs.map(([sign, d]) => svgElement('path', { class: `sign ${sign}`, d })),
  ];
}

function trackOf(row: TrackRow, layout: CourseLayout): SVGElement[] {
  const { track, top } = row;
  const { frame, signed, limit, most } = track;
  const zero = signed ? top + trackHeight / 2 : top + trackHeight;
  const scale = (signed ? trackHeight / 2 : trackHeight) / frame;
  const yOf = (value: number) =>
    round(
      Math.min(top + trackHeight, Math.max(top, zero - Math.max(-frame, Math.min(frame, value)) * scale)),
    );
  const outlines = { within: '', beyond: '' };
  for (const { x, lo, hi, beyond } of columnsOfTrack(track.readings, layout)) {
    const [from, to] = [yOf(lo), yOf(hi)];
    // What is read once begins at zero; a bar of no height would not be seen.
    const height = Math.max(1, from - to);
    outlines[beyond ? 'beyond' : 'within'] += `M${x} ${round(to + height)}v${-round(height)}`;
  }
  return [
    line('course-rule', layout.left, zero, layout.right),
    ...(limit === null ? [] : [line('course-limit', layout.left, yOf(limit), layout.right)]),
    nameOf(track.title, row.nameAt, layout, ''),
    ...(layout.left > 20
      ? [
          nameOf(track.unit, { x: row.nameAt.x, y: row.nameAt.y + 14 }, layout, 'course-quiet'),
          nameOf(
            `at most ${grouped(most)}`,
            { x: row.nameAt.x, y: row.nameAt.y + 28 },
            layout,
            'course-quiet',
          ),
        ]
      : [unitAt(`${track.unit}, at most ${grouped(most)}`, row.nameAt.y, layout)]),
    svgElement('path', { class: 'reading-within', d: outlines.within }),
    svgElement('path', { class: 'reading-beyond', d: outlines.beyond }),
  ];
}

/** The readings of every column: from the least to the greatest. @param readings by time */
function columnsOfTrack(readings: readonly Reading[], { xAt }: CourseLayout) {
  const columns: { x: number; lo: number; hi: number; beyond: boolean }[] = [];
  for (const { start, lo, hi, beyond } of readings) {
    const x = Math.round(xAt(start) / columnWidth) * columnWidth;
    const last = columns.at(-1);
    if (last?.x !== x) columns.push({ x, lo, hi, beyond });
    else {
      last.lo = Math.min(last.lo, lo);
      last.hi = Math.max(last.hi, hi);
      last.beyond ||= beyond;
    }
  }
  return columns;
}

function axisOf(course: Course, { left, right, axisTop, xAt }: CourseLayout): SVGElement[] {
  const ticks = timeTicks(course.from, course.to, (right - left) / 84);
  return ticks.flatMap(({ at, words }) => {
    const x = round(xAt(at));
    // The words of the outermost ticks stay inside.
    const anchor = x < 24 ? 'start' : x > right - 10 ? 'end' : 'middle';
    return [
      svgElement('line', {
        class: 'course-time',
        x1: String(x),
        x2: String(x),
        y1: '0',
        y2: String(axisTop + 4),
      }),
      text(words, x, axisTop + 20, anchor, 'course-quiet'),
    ];
  });
}

function nameOf(
  words: string,
  { x, y }: { readonly x: number; readonly y: number },
  { left }: CourseLayout,
  kind: string,
): SVGElement {
  return text(words, x, y, left > 20 ? 'end' : 'start', kind);
}

function unitAt(words: string, y: number, { right }: CourseLayout): SVGElement {
  return text(words, right, y, 'end', 'course-quiet');
}

function text(words: string, x: number, y: number, anchor: string, kind: string): SVGElement {
  const made = svgElement('text', { class: kind, x: String(x), y: String(y), 'text-anchor': anchor });
  made.textContent = words;
  return made;
}

function line(kind: string, x1: number, y: number, x2: number): SVGElement {
  return svgElement('line', { class: kind, x1: String(x1), x2: String(x2), y1: String(y), y2: String(y) });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
