/** A launch, or several that share a sign, in words. Pure. */
import { outcomeWords } from '../../data/launch.js';
import { type Column, type Course, countWords, mostRemarkable, type TimedLaunch } from './course.js';
import { surroundingsWords } from './disturbance-tracks.js';
import type { Places } from './launch-place.js';
import { clock, elapsedWords } from './time-ticks.js';

export interface ColumnWords {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is said of a column of a lane. */
export function columnWords(target: string, column: Column, course: Course, places: Places): ColumnWords {
  const [first, ...more] = column.launches;
  if (first === undefined) return { title: target, lines: [] };
  if (more.length === 0) return launchWords(first, course, places);
  const last = more.at(-1) ?? first;
  const remarkable = mostRemarkable(column);
  return {
    title: `${target}, ${clock(first.start, true)} to ${clock(last.start, true)} UTC, ${elapsedWords(first.start - course.from)}`,
    lines: [
      countWords(column.launches),
      ...(remarkable === undefined ? [] : [`opens launch ${remarkable.id}: ${outcomeWords(remarkable)}`]),
    ],
  };
}

function launchWords({ launch, start }: TimedLaunch, course: Course, places: Places): ColumnWords {
  const place = places.words(launch);
  const attempt = launch.attempt > 1 ? `, attempt ${launch.attempt}` : '';
  return {
    title: `${launch.target} in ${launch.suite}${place === '' ? '' : ` at ${place}`}`,
    lines: [
      `launch ${launch.id}, block ${launch.block}, place ${launch.position}${attempt}`,
      `${clock(start, true)} UTC, ${elapsedWords(start - course.from)}`,
      outcomeWords(launch),
      surroundingsWords(launch, course.spin),
    ],
  };
}
