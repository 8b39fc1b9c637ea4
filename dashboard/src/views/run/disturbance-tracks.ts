/** What was seen of the machine around every launch, as tracks over the time of the run. Pure. */
import { type Disturbance, disturbanceLimits, type LaunchRecord } from '../../../../harness/model/launch.js';
import { quantileOfSorted } from '../../../../harness/stats/quantiles.js';
import { grouped } from '../../chart/numbers.js';
import type { Course, TimedLaunch } from './course.js';

/** What one launch adds to a track. */
export interface Reading extends TimedLaunch {
  /** The least and the greatest of what was read; they differ where it was read before and after. */
  readonly lo: number;
  readonly hi: number;
  /** Whether the launch is called disturbed because of it. */
  readonly beyond: boolean;
}

/** One kind of reading, in its own unit. */
export interface Track {
  readonly title: string;
  readonly unit: string;
  /** From where on a launch is disturbed, as a line at this value; null where that depends on more than one reading. */
  readonly limit: number | null;
  /** The same in words. */
  readonly limitWords: string;
  readonly readings: readonly Reading[];
  /** What the track has room for, on both sides of zero when `signed`; what lies beyond is cut there. */
  readonly frame: number;
  readonly signed: boolean;
  /** The reading that is farthest from zero. */
  readonly most: number;
}

interface Kind extends Pick<Track, 'title' | 'unit' | 'limit' | 'limitWords' | 'signed'> {
  /** The least and greatest reading, in the unit of the track; null where nothing could be read. */
  readonly read: (seen: Disturbance) => readonly [lo: number, hi: number] | null;
  readonly beyond: (seen: Disturbance) => boolean;
}

/** The tracks that have a reading. */
export function tracksOf({ lanes, spin }: Course): Track[] {
  const launches = lanes.flatMap((lane) => lane.launches).sort((a, b) => a.start - b.start);
  return kindsOf(spin).flatMap((kind) => trackOf(kind, launches) ?? []);
}

function trackOf({ read, beyond, ...kind }: Kind, launches: readonly TimedLaunch[]): Track | null {
  const readings = launches.flatMap(({ launch, start }): Reading[] => {
    const seen = launch.disturbance;
    const values = seen === null ? null : read(seen);
    if (seen === null || values === null) return [];
    return [{ launch, start, lo: values[0], hi: values[1], beyond: beyond(seen) }];
  });
  if (readings.length === 0) return null;
  const sizes = readings.map(({ lo, hi }) => Math.max(Math.abs(lo), Math.abs(hi))).sort((a, b) => a - b);
  const farthest = readings.flatMap(({ lo, hi }) => [lo, hi]);
  return {
    ...kind,
    readings,
    // A few wild readings would flatten all others.
    frame: Math.max(2 * (kind.limit ?? 100 * disturbanceLimits.clockDrift), quantileOfSorted(sizes, 0.98)),
    most: farthest.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0),
  };
}

function kindsOf(spin: number | null): Kind[] {
  const { clockDrift, steal, foreignCpus, foreignIo } = disturbanceLimits;
  return [
    {
      title: 'Spin probe',
      unit: '% from its median',
      limit: null,
      limitWords: `disturbed when before and after are more than ${grouped(clockDrift * 100)} % apart`,
      signed: true,
      read: ({ spinBeforeNs, spinAfterNs }) => {
        if (spin === null) return null;
        const [one, other] = [spinBeforeNs, spinAfterNs].map((reading) => (reading / spin - 1) * 100);
        return [Math.min(one ?? 0, other ?? 0), Math.max(one ?? 0, other ?? 0)];
      },
      beyond: ({ spinBeforeNs, spinAfterNs }) =>
        Math.abs(Math.log(spinAfterNs / spinBeforeNs)) > Math.log1p(clockDrift),
    },
    single('Steal', '% of CPU time', 100, steal, (seen) => seen.steal),
    single('Foreign work', 'CPUs', 1, foreignCpus, (seen) => seen.foreignCpus),
    single('Foreign I/O', '% of time', 100, foreignIo, (seen) => seen.foreignIo),
  ];
}

/** A reading that is taken once a launch. @param scale from what is recorded to the unit of the track */
function single(
  title: string,
  unit: string,
  scale: number,
  limit: number,
  value: (seen: Disturbance) => number | null,
): Kind {
  return {
    title,
    unit,
    limit: limit * scale,
    limitWords: `disturbed above ${grouped(limit * scale)}${unit.startsWith('%') ? ' %' : ` ${unit}`}`,
    signed: false,
    read: (seen) => {
      const found = value(seen);
      return found === null ? null : [0, found * scale];
    },
    beyond: (seen) => (value(seen) ?? 0) > limit,
  };
}

/** What was seen around one launch, in words. */
export function surroundingsWords({ disturbance: seen }: LaunchRecord, spin: number | null): string {
  if (seen === null) return 'nothing was seen of the machine around it';
  const parts = kindsOf(spin).flatMap(({ title, unit, read, signed }) => {
    const found = read(seen);
    if (found === null) return [];
    const [lo, hi] = found;
    if (!signed) return [`${inSentence(title)} ${grouped(hi)} ${unit}`];
    return [`${inSentence(title)} ${grouped(lo)} to ${grouped(hi)} ${unit}`];
  });
  return parts.join(', ');
}

/** A title within a sentence: `foreign I/O`. */
export function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
