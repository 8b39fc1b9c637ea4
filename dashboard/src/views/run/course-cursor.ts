/** The keyboard and the pointer on a course: which column of launches is looked at. */
import { arrowKeys, type Move, within } from '../../page/arrow-keys.js';
import type { Column } from './course.js';
import { type CourseLayout, laneHeight, type LaneRow } from './course-layout.js';

/** A column in a lane. */
export interface Looked {
  readonly lane: LaneRow;
  readonly column: Column;
}

interface Acts {
  /** Told what is looked at; null when nothing is. */
  readonly look: (looked: Looked | null) => void;
  /** Told what is asked for, by Enter or by a click. */
  readonly ask: (looked: Looked) => void;
}

/** Farther from a launch than this, in pixels, the pointer means none. */
const reach = 12;

/**
 * Left and right go along a lane, up and down from lane to lane, Home and End to its ends, Escape leaves.
 * @param layoutOf the layout that is drawn now; null when there is none
 */
export function enableCursor(
  frame: HTMLElement,
  layoutOf: () => CourseLayout | null,
  { look, ask }: Acts,
): void {
  let looked: Looked | null = null;
  const turn = (next: Looked | null) => {
    looked = next;
    look(next);
  };
  frame.addEventListener('keydown', (event) => {
    const layout = layoutOf();
    if (layout === null) return;
    const move = arrowKeys[event.key];
    if (move === undefined && !['Enter', 'Escape'].includes(event.key)) return;
    // Otherwise the same press of Enter would close the dialog that it opens.
    event.preventDefault();
    if (event.key !== 'Enter') turn(move === undefined ? null : moved(layout, looked, move));
    else if (looked !== null) ask(looked);
  });
  frame.addEventListener('blur', () => turn(null));
  frame.addEventListener('pointermove', ({ clientX, clientY }) =>
    turn(pointed(frame, layoutOf(), clientX, clientY)),
  );
  frame.addEventListener('pointerleave', () => turn(null));
  frame.addEventListener('click', ({ clientX, clientY }) => {
    const hit = pointed(frame, layoutOf(), clientX, clientY);
    if (hit !== null) ask(hit);
  });
}

function moved({ lanes }: CourseLayout, looked: Looked | null, { along, across }: Move): Looked | null {
  // A layout may have been drawn anew since: the lane is known by its target.
  const here = lanes.findIndex(({ target }) => target === looked?.lane.target);
  const lane = lanes[within(Math.max(0, here) + (looked === null ? 0 : across), lanes.length)];
  if (lane === undefined) return null;
  if (looked === null || across !== 0) return nearest(lane, looked?.column.place ?? 0);
  const at = lane.columns.findIndex(({ place }) => place >= looked.column.place);
  const column = lane.columns[within((at < 0 ? lane.columns.length - 1 : at) + along, lane.columns.length)];
  return column === undefined ? null : { lane, column };
}

function nearest(lane: LaneRow, place: number): Looked | null {
  const [first, ...rest] = lane.columns;
  if (first === undefined) return null;
  const distance = (column: Column) => Math.abs(column.place - place);
  return { lane, column: rest.reduce((best, one) => (distance(one) < distance(best) ? one : best), first) };
}

function pointed(
  frame: HTMLElement,
  layout: CourseLayout | null,
  clientX: number,
  clientY: number,
): Looked | null {
  if (layout === null) return null;
  const box = frame.getBoundingClientRect();
  const [x, y] = [clientX - box.left, clientY - box.top];
  const lane = layout.lanes.find(({ top }) => y >= top && y < top + laneHeight);
  // Below the lanes, where the readings are, any launch at that time is meant.
  const below = y > (layout.lanes.at(-1)?.top ?? 0) + laneHeight;
  const lanes = lane === undefined ? (below ? layout.lanes : []) : [lane];
  const away = ({ column }: Looked) => Math.abs(layout.xOf(column.place) - x);
  const hits = lanes.flatMap((one) => one.columns.map((column) => ({ lane: one, column })));
  const hit = hits.reduce<Looked | null>(
    (best, one) => (best === null || away(one) < away(best) ? one : best),
    null,
  );
  return hit !== null && away(hit) <= reach ? hit : null;
}
