/** Where everything of a drawn course stands, in pixels. Pure. */
import { type Column, columnsOf, type Course } from './course.js';
import type { Track } from './disturbance-tracks.js';

/** Pixels of a column: launches that fall into one share their sign. */
export const columnWidth = 3;
export const laneHeight = 22;
export const trackHeight = 46;
/** Room of a name that stands above its lane or track. */
const nameHeight = 17;
const axisHeight = 40;
/** The names of the tracks, with their units, need room for so many letters. */
const fewestLetters = 17;
/** Below this width, names stand above what they name. */
const narrow = 600;

/** A lane or a track: the name, and the top of what is drawn. */
export interface Row {
  readonly nameAt: { readonly x: number; readonly y: number };
  readonly top: number;
}

export interface LaneRow extends Row {
  readonly target: string;
  readonly columns: readonly Column[];
}

export interface TrackRow extends Row {
  readonly track: Track;
}

export interface CourseLayout {
  readonly width: number;
  readonly height: number;
  /** Left and right end of the time. */
  readonly left: number;
  readonly right: number;
  readonly lanes: readonly LaneRow[];
  readonly tracks: readonly TrackRow[];
  /** The top of the axis. */
  readonly axisTop: number;
  /** The middle of a column. */
  readonly xOf: (place: number) => number;
  /** Of a moment, in milliseconds since 1970. */
  readonly xAt: (time: number) => number;
}

export function layoutOf(course: Course, tracks: readonly Track[], width: number): CourseLayout {
  const above = width < narrow;
  const longest = course.lanes.reduce((most, { target }) => Math.max(most, target.length), fewestLetters);
  const left = above ? 6 : Math.min(220, Math.round(longest * 7.2) + 18);
  const right = width - 8;
  const columns = Math.max(1, Math.floor((right - left) / columnWidth));
  const rows = stacked(course.lanes.length, laneHeight, 0, above);
  const lanesEnd = rows.end + (tracks.length > 0 ? 18 : 0);
  const trackRows = stacked(tracks.length, trackHeight + 14, lanesEnd, above);
  return {
    width,
    height: trackRows.end + axisHeight,
    left,
    right,
    lanes: course.lanes.map(({ target, launches }, index) => ({
      target,
      columns: columnsOf(launches, course, columns),
      ...rowAt(rows.tops[index] ?? 0, above, left, laneHeight / 2 + 4),
    })),
    tracks: tracks.map((track, index) => ({
      track,
      ...rowAt(trackRows.tops[index] ?? 0, above, left, 14),
    })),
    axisTop: trackRows.end,
    xOf: (place) => left + (place + 0.5) * ((right - left) / columns),
    xAt: (time) => left + ((time - course.from) / (course.to - course.from || 1)) * (right - left),
  };
}

/** Tops of rows below each other. */
function stacked(number: number, height: number, start: number, above: boolean) {
  const step = height + (above ? nameHeight : 0);
  const tops = Array.from({ length: number }, (_, index) => start + index * step + (above ? nameHeight : 0));
  return { tops, end: start + number * step };
}

function rowAt(top: number, above: boolean, left: number, drop: number): Row {
  return { top, nameAt: above ? { x: left, y: top - 5 } : { x: left - 12, y: top + drop } };
}
