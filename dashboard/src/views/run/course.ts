/** The course of a run: its launches in the order in which they were started, target by target. Pure. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { median } from '../../../../harness/stats/quantiles.js';
import { count } from '../../chart/numbers.js';

/** What the sign of a launch says of it, from the least to the most remarkable. */
export const signs = {
  measured: 'measured',
  disturbed: 'measured, and disturbed',
  unsupported: 'unsupported here, says the target',
  failed: 'failed',
} as const;
export type Sign = keyof typeof signs;
export const signNames = Object.keys(signs) as Sign[];

export function signOf(launch: LaunchRecord): Sign {
  if (launch.outcome !== 'measured') return launch.outcome;
  return launch.validity.includes('disturbed') ? 'disturbed' : 'measured';
}

/** A launch and when it was started, in milliseconds since 1970. */
export interface TimedLaunch {
  readonly launch: LaunchRecord;
  readonly start: number;
}

/** The launches of one target, by time. */
export interface Lane {
  readonly target: string;
  readonly launches: readonly TimedLaunch[];
}

export interface Course {
  /** Start of the first launch, and end of the last, in milliseconds since 1970; equal when there is none. */
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly Lane[];
  /** Median of all readings of the spin probe, in nanoseconds a step; null when there is none. */
  readonly spin: number | null;
}

/** @param targets in the order of the lanes; one without a launch has none */
export function courseOf(launches: readonly LaunchRecord[], targets: readonly string[]): Course {
  const timed = launches.map((launch) => ({ launch, start: Date.parse(launch.startedAt) }));
  timed.sort((a, b) => a.start - b.start);
  const ofTarget = new Map<string, TimedLaunch[]>(targets.map((target) => [target, []]));
  for (const one of timed) {
    const lane = ofTarget.get(one.launch.target);
    if (lane === undefined) ofTarget.set(one.launch.target, [one]);
    else lane.push(one);
  }
  const from = timed[0]?.start ?? 0;
  const to = timed.reduce((last, { launch, start }) => Math.max(last, start + launch.timing.totalMs), from);
  const readings = timed.flatMap(({ launch: { disturbance: seen } }) =>
    seen === null ? [] : [seen.spinBeforeNs, seen.spinAfterNs],
  );
  return {
    from,
    to,
    lanes: [...ofTarget]
      .map(([target, own]) => ({ target, launches: own }))
      .filter((lane) => lane.launches.length > 0),
    spin: readings.length === 0 ? null : median(readings),
  };
}

/** Launches that were started so close to each other that they share one sign. */
export interface Column {
  /** Its place from the start, 0 to the number of columns less 1. */
  readonly place: number;
  readonly launches: readonly TimedLaunch[];
}

/**
 * The launches in columns of equal time, those without one left out.
 * @param launches by time
 * @param columns how many there is room for
 */
export function columnsOf(
  launches: readonly TimedLaunch[],
  { from, to }: Pick<Course, 'from' | 'to'>,
  columns: number,
): Column[] {
  const found: { place: number; launches: TimedLaunch[] }[] = [];
  for (const one of launches) {
    const place = Math.min(columns - 1, Math.floor(((one.start - from) / (to - from || 1)) * columns));
    const last = found.at(-1);
    if (last?.place === place) last.launches.push(one);
    else found.push({ place, launches: [one] });
  }
  return found;
}

/** How many launches have each sign; signs of none are left out. */
export function signsOf(launches: readonly TimedLaunch[]): Map<Sign, number> {
  const counts = new Map(signNames.map((sign) => [sign, 0]));
  for (const { launch } of launches) {
    const sign = signOf(launch);
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, number]) => number > 0));
}

/** The launch of a column that a reader would ask for first: the most remarkable, and of those the first. */
export function mostRemarkable({ launches }: Column): LaunchRecord | undefined {
  const sign = [...signsOf(launches).keys()].at(-1);
  return launches.find(({ launch }) => signOf(launch) === sign)?.launch;
}

/** `3 launches: 2 measured, 1 failed`. */
export function countWords(launches: readonly TimedLaunch[]): string {
  const each = [...signsOf(launches)].map(([sign, number]) => `${number} ${sign}`);
  return `${count(launches.length, 'launch', 'launches')}: ${each.join(', ')}`;
}
