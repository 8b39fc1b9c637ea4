/** The course of the run on the page: the drawing, its signs in words, and what is said of the launch that is looked at. */
import { count, dateAndTime, exact } from '../../chart/numbers.js';
import { element, svgElement } from '../../page/dom.js';
import type { ViewContext } from '../../page/view.js';
import { type Course, mostRemarkable, type Sign, signNames, signs, signsOf } from './course.js';
import { enableCursor, type Looked } from './course-cursor.js';
import { drawCourse, signPaths } from './course-drawing.js';
import { columnWidth, type CourseLayout, laneHeight, layoutOf } from './course-layout.js';
import { columnWords } from './course-words.js';
import { inSentence, type Track, tracksOf } from './disturbance-tracks.js';
import type { Places } from './launch-place.js';

export interface CoursePanel {
  readonly root: HTMLElement;
  draw(course: Course): void;
  destroy(): void;
}

export function coursePanel(context: ViewContext, places: Places): CoursePanel {
  const parts = {
    legend: element('ul', { class: 'course-signs' }),
    // A screen reader leaves the arrow keys to what is an application.
    frame: element('div', {
      class: 'course',
      tabindex: '0',
      role: 'application',
      'aria-roledescription': 'timeline',
      'data-control': 'course',
    }),
    tip: element('p', { class: 'course-tip', 'aria-hidden': 'true', hidden: '' }),
    said: element('p', { class: 'said', 'aria-live': 'polite' }),
    notes: element('div', { class: 'course-notes' }),
  };
  let course: Course | null = null;
  let tracks: readonly Track[] = [];
  let layout: CourseLayout | null = null;
  const redraw = () => {
    const width = Math.floor(parts.frame.clientWidth);
    if (course === null || width === 0 || layout?.width === width) return;
    layout = layoutOf(course, tracks, width);
    parts.frame.replaceChildren(drawCourse(course, layout), parts.tip);
    parts.notes.replaceChildren(...notesOf(course, layout).map((words) => element('p', {}, words)));
  };
  enableCursor(parts.frame, () => layout, {
    look: (looked) => {
      if (course !== null && layout !== null) show(parts, looked, course, layout, places);
    },
    ask: ({ column }) => {
      const launch = mostRemarkable(column);
      const cell = launch && places.cellName(launch);
      if (cell) context.question(cell);
    },
  });
  const observer = new ResizeObserver(redraw);
  observer.observe(parts.frame);
  return {
    root: element('figure', {}, parts.legend, parts.frame, parts.said, parts.notes),
    draw(next) {
      course = next;
      tracks = tracksOf(next);
      layout = null;
      parts.legend.replaceChildren(...legendOf(next));
      parts.frame.setAttribute('aria-label', labelOf(next));
      redraw();
    },
    destroy: () => observer.disconnect(),
  };
}

/** Marks what is looked at, and says it; the words stand beside it, and in the line below for those who do not see it. */
function show(
  { frame, tip, said }: Readonly<Record<'frame' | 'tip' | 'said', HTMLElement>>,
  looked: Looked | null,
  course: Course,
  layout: CourseLayout,
  places: Places,
): void {
  frame.querySelector('.course-cursor')?.remove();
  tip.hidden = looked === null;
  said.textContent = '';
  if (looked === null) return;
  const { lane, column } = looked;
  const x = layout.xOf(column.place);
  const drawing = frame.querySelector('svg');
  drawing?.append(
    svgElement(
      'g',
      { class: 'course-cursor' },
      svgElement('line', { x1: String(x), x2: String(x), y1: '0', y2: String(layout.axisTop) }),
      svgElement('rect', {
        x: String(x - 5),
        y: String(lane.top + 1),
        width: '10',
        height: String(laneHeight - 3),
        rx: '2',
      }),
    ),
  );
  const { title, lines } = columnWords(lane.target, column, course, places);
  said.textContent = `${title}: ${lines.join('; ')}`;
  tip.replaceChildren(element('b', {}, title), ...lines.map((line) => element('span', {}, line)));
  const left = Math.max(0, Math.min(x + 14, layout.width - tip.offsetWidth));
  tip.style.translate = `${left}px ${lane.top + laneHeight + 4}px`;
}

function legendOf({ lanes }: Course): HTMLElement[] {
  const counts = signsOf(lanes.flatMap(({ launches }) => launches));
  return signNames.map((sign) =>
    element('li', {}, glyph(sign), `${signs[sign]} `, element('b', {}, exact(counts.get(sign) ?? 0))),
  );
}

function glyph(sign: Sign): SVGElement {
  const path = svgElement('path', { class: `sign ${sign}`, d: signPaths[sign](8, 0, 1) });
  return svgElement('svg', { width: '16', height: '20', viewBox: '0 0 16 20', 'aria-hidden': 'true' }, path);
}

function labelOf({ lanes, from, to }: Course): string {
  const launches = lanes.reduce((sum, lane) => sum + lane.launches.length, 0);
  return (
    `Launches over time: ${count(launches, 'launch', 'launches')} of ${count(lanes.length, 'target')}, ` +
    `from ${dateAndTime(new Date(from).toISOString())} to ${dateAndTime(new Date(to).toISOString())}. ` +
    'Arrow keys go from launch to launch, Enter opens the launches of its cell. All of them stand in the table below.'
  );
}

/** How the drawing is to be read. */
function notesOf({ from, to }: Course, { lanes, left, right, tracks }: CourseLayout): string[] {
  const most = lanes
    .flatMap(({ columns }) => columns)
    .reduce((max, { launches }) => Math.max(max, launches.length), 0);
  const seconds = ((to - from) / 1000 / Math.max(1, Math.floor((right - left) / columnWidth))).toPrecision(2);
  return [
    `Wall-clock time in UTC; the run began on ${dateAndTime(new Date(from).toISOString())}.`,
    ...(most > 1
      ? [
          `There are more launches than room: those of one target that began within ${Number(seconds)} s share a sign, up to ${exact(most)} of them. Every kind among them is drawn; of the height of a tick, so much is in colour as were disturbed.`,
        ]
      : []),
    ...(tracks.length > 0
      ? [
          `Around every launch: ${tracks.map(({ track }) => `${inSentence(track.title)} (${track.limitWords})`).join('; ')}. ` +
            'In colour what was beyond the limit; what does not fit the frame is cut at its edge.',
        ]
      : ['What happened on the machine around the launches was not recorded.']),
  ];
}
