/** What on this machine makes numbers differ, as it was seen around the launches. */
import type { Disturbance, LaunchRecord } from '../model/launch.js';
import { percent } from '../model/percent.js';
import type { NoiseFinding } from '../model/qualification-report.js';
import { disturbanceLimits } from '../model/launch.js';
import { median, quantile } from '../stats/quantiles.js';

/** Beyond this share, the speed of the CPU drifted between the first and the last third of a run. */
const driftLimit = 0.02;
/** A source of noise counts when at least this share of the launches had it. */
const launchesLimit = 0.1;

/** The sources that were found, each with its numbers. */
export function machineNoise(launches: readonly LaunchRecord[]): NoiseFinding[] {
  const seen = launches.flatMap(({ disturbance }) => disturbance ?? []);
  return [clockDrift(seen), frequency(seen), ...foreign(seen)].filter((finding) => finding !== undefined);
}

/** The spin probe, which is nothing but the speed of the CPU, at the beginning and at the end. */
function clockDrift(seen: readonly Disturbance[]): NoiseFinding | undefined {
  const third = Math.floor(seen.length / 3);
  if (third === 0) return undefined;
  const speedOf = (part: readonly Disturbance[]): number =>
    median(part.map(({ spinBeforeNs }) => spinBeforeNs));
  const [first, last] = [speedOf(seen.slice(0, third)), speedOf(seen.slice(-third))];
  const change = first / last - 1;
  if (Math.abs(change) <= driftLimit) return undefined;
  const [size, way] = [percent(Math.abs(change)), change < 0 ? 'slower' : 'faster'];
  const steps = `${first.toFixed(2)} ns and then ${last.toFixed(2)} ns a step of the spin probe`;
  return { source: 'clock-drift', detail: `${size} ${way} in the last third than in the first (${steps})` };
}

/** The same probe, from launch to launch. */
function frequency(seen: readonly Disturbance[]): NoiseFinding | undefined {
  if (seen.length === 0) return undefined;
  const speeds = seen.map(({ spinBeforeNs }) => spinBeforeNs);
  const spread = quantile(speeds, 0.9) / quantile(speeds, 0.1) - 1;
  const changed = seen.filter(
    ({ spinBeforeNs, spinAfterNs }) =>
      Math.abs(Math.log(spinAfterNs / spinBeforeNs)) > Math.log1p(disturbanceLimits.clockDrift),
  );
  if (spread <= disturbanceLimits.clockDrift && changed.length < launchesLimit * seen.length)
    return undefined;
  return {
    source: 'frequency',
    detail: `the spin probe varied by ${percent(spread)} among four fifths of the launches, and changed by more than ${percent(
      disturbanceLimits.clockDrift,
    )} during ${changed.length} of ${seen.length}`,
  };
}

/** What others took. */
function foreign(seen: readonly Disturbance[]): (NoiseFinding | undefined)[] {
  const { steal, foreignCpus, foreignIo } = disturbanceLimits;
  const cpus = (value: number): string => `${value.toFixed(2)} CPUs`;
  return [
    beyond(
      'steal',
      seen.map((one) => one.steal),
      steal,
      percent,
    ),
    beyond(
      'neighbours',
      seen.map((one) => one.foreignCpus),
      foreignCpus,
      cpus,
    ),
    beyond(
      'neighbours-disk',
      seen.map((one) => one.foreignIo),
      foreignIo,
      percent,
    ),
  ];
}

function beyond(
  source: NoiseFinding['source'],
  readings: readonly (number | null)[],
  limit: number,
  words: (value: number) => string,
): NoiseFinding | undefined {
  const known = readings.filter((value) => value !== null);
  const over = known.filter((value) => value > limit);
  if (known.length === 0 || over.length < launchesLimit * known.length) return undefined;
  const detail = `more than ${words(limit)} during ${over.length} of ${known.length} launches, ${words(median(known))} at the median and ${words(quantile(known, 0.95))} at the 95th percentile`;
  return { source, detail };
}
