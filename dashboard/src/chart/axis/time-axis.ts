/** The axis of times: its ticks are round times of the calendar, in UTC. Pure. */
import { type Axis, extent } from './axis.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Distance of ticks: so many milliseconds, or so many months. */
type Step = { readonly milliseconds: number } | { readonly months: number };

const steps: readonly Step[] = [
  ...[1, 5, 15, 30].map((minutes) => ({ milliseconds: minutes * minute })),
  ...[1, 3, 6, 12].map((hours) => ({ milliseconds: hours * hour })),
  ...[1, 2, 7, 14].map((days) => ({ milliseconds: days * day })),
  ...[1, 3, 6, 12, 24, 60, 120].map((months) => ({ months })),
];

/** No more ticks than this: their words must fit beside each other. */
const mostTicks = 8;

/**
 * The axis of times, from the first to the last and a little further. Its title says that they are in UTC.
 * @param times milliseconds since 1970, in any order
 */
export function timeAxis(title: string, times: readonly number[]): Axis {
  const [first, last] = times.length === 0 ? [0, day] : extent(times);
  const room = Math.max((last - first) * 0.04, minute);
  const [min, max] = [first - room, last + room];
  const step = steps.find((candidate) => ticksOf(candidate, min, max).length <= mostTicks) ?? {
    months: 1200,
  };
  const ticks = ticksOf(step, min, max);
  // Between two round times there may be none: then the first time itself has the tick.
  const shown = ticks.length > 0 ? ticks : [first];
  return { title: `${title} (UTC)`, scale: 'linear', min, max, ticks: shown, words: wordsFor(step, shown) };
}

/** `24 Nov 2026, 20:51`: a time in full. */
export function timeWords(time: number): string {
  return `${formatted(time, { day: 'numeric', month: 'short', year: 'numeric' })}, ${clock(time)}`;
}

function ticksOf(step: Step, min: number, max: number): number[] {
  const ticks: number[] = [];
  if ('milliseconds' in step) {
    // Counted from a Monday, so that weeks begin on one.
    const start = 4 * day;
    const count = Math.floor((max - start) / step.milliseconds);
    const first = Math.ceil((min - start) / step.milliseconds);
    // One too many is enough to refuse the step.
    for (let index = first; index <= Math.min(count, first + mostTicks); index++)
      ticks.push(start + index * step.milliseconds);
    return ticks;
  }
  const first = monthOf(min) - (monthOf(min) % step.months);
  for (let month = first; startOf(month) <= max && ticks.length <= mostTicks; month += step.months) {
    if (startOf(month) >= min) ticks.push(startOf(month));
  }
  return ticks;
}

/** Months since the year 0. */
function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function startOf(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

/** Short words: a day where days begin, a clock between; the year at the first tick and where one begins. */
function wordsFor(step: Step, ticks: readonly number[]): (time: number) => string {
  const isWithinDays = 'milliseconds' in step && step.milliseconds < day;
  const isYears = 'months' in step && step.months % 12 === 0;
  return (time) => {
    if (isYears) return formatted(time, { year: 'numeric' });
    const before = ticks[ticks.indexOf(time) - 1];
    const isNew = (length: number) => before === undefined || isoOf(before, length) !== isoOf(time, length);
    const year = isNew(4) ? ({ year: 'numeric' } as const) : {};
    if ('months' in step) return formatted(time, { month: 'short', ...year });
    const date = formatted(time, { day: 'numeric', month: 'short', ...year });
    if (!isWithinDays) return date;
    return isNew(10) ? `${date}, ${clock(time)}` : clock(time);
  };
}

function isoOf(time: number, length: number): string {
  return new Date(time).toISOString().slice(0, length);
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}

function formatted(time: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(time));
}
