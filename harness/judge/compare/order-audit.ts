/**
 * The order audit: whether the place of a launch in its block, its time in the run, or the launch before it changed its
 * number. Everything is told as how many times better a launch was than others of the same target at the same point, in
 * the additive model of randomised blocks, on logarithms: Cochran and Cox, "Experimental Designs" (2nd edition, 1957), 4.2.
 */
import type { LaunchRecord } from '../../model/launch.js';
import type { OrderEffectRow } from '../../model/order-audit.js';
import type { Run } from '../../model/run.js';
import { holm } from '../../stats/multiplicity.js';
import { median } from '../../stats/quantiles.js';
import { theilSen } from '../../stats/theil-sen.js';
import { hodgesLehmann, signedRankInterval, signedRankTest } from '../../stats/wilcoxon.js';
import { grouped } from '../grouped.js';
import { measuredPoints } from '../measured-points.js';
import { placedLaunches, type PlacedPoint, slopesByBlock } from './order-residuals.js';

/** Half of the least difference that is ever called one: an effect of that size can carry another across. */
const leastThatMatters = 0.01;

/** An effect with its interval, all as logarithms. */
interface Estimate {
  readonly n: number;
  readonly size: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly p: number | null;
}

const nothing: Estimate = { n: 0, size: null, lo: null, hi: null, p: null };

/**
 * The effects in every suite, by its first metric: of the place in the block, of the time in the run, and of every target on
 * the one launched after it (where three or more took turns; of two, that is what the place says). In simulated runs of
 * noise alone, each of the three is said to matter in 1 to 6 %.
 */
export function auditOrder(
  { id, suites }: Pick<Run, 'id' | 'suites'>,
  launches: readonly LaunchRecord[],
): OrderEffectRow[] {
  const bySuite = grouped(measuredPoints(launches, suites), ({ suite }) => suite);
  return [...bySuite].flatMap(([suite, measured]) => {
    const [metric] = suite.metrics;
    if (metric === undefined) return [];
    const points = measured.map((point) => placedLaunches(point, metric));
    const row = (effect: OrderEffectRow['effect'], after: string | null, estimate: Estimate) =>
      rowOf({ run: id, suite: suite.name, metric: metric.name, effect, after }, estimate);
    return [
      row(
        'position',
        null,
        overBlocks(points.flatMap((point) => slopesByBlock(point, ({ place }) => place))),
      ),
      row('drift', null, driftOf(points)),
      ...effectsOfPredecessors(points).map(([target, estimate]) => row('after', target, estimate)),
    ];
  });
}

function rowOf(
  what: Pick<OrderEffectRow, 'run' | 'suite' | 'metric' | 'effect' | 'after'>,
  { n, size, lo, hi, p }: Estimate,
): OrderEffectRow {
  const ratio = (logarithm: number | null): number | null =>
    logarithm === null ? null : Math.exp(logarithm);
  const beyondDoubt = lo !== null && hi !== null && (lo > 0 || hi < 0) && p !== null && p < 0.05;
  const matters = beyondDoubt && size !== null && Math.abs(size) >= leastThatMatters;
  return { ...what, n, ratio: ratio(size), lo: ratio(lo), hi: ratio(hi), p, matters };
}

/** From one slope a block. Wilcoxon's test says the same as the interval, and is exact for hundreds of blocks. */
function overBlocks(values: readonly number[]): Estimate {
  if (values.length === 0) return nothing;
  const interval = signedRankInterval(values);
  return {
    n: values.length,
    size: hodgesLehmann(values),
    lo: interval?.lo ?? null,
    hi: interval?.hi ?? null,
    p: signedRankTest(values).p,
  };
}

/** From the first pass over all points to the last: what drifts is the machine, so a pass is one value. */
function driftOf(points: readonly PlacedPoint[]): Estimate {
  const passes = [...grouped(points.flat(), ({ block }) => block)].sort(([one], [other]) => one - other);
  const first = passes[0]?.[0] ?? 0;
  const span = (passes.at(-1)?.[0] ?? 0) - first;
  const trend = theilSen(
    passes.map(([block, launches]) => ({
      x: (block - first) / span,
      y: median(launches.map(({ ofCell }) => ofCell)),
    })),
  );
  if (trend === null) return nothing;
  const { slope, lo, hi, p } = trend;
  return { n: passes.length, size: slope, lo, hi, p };
}

/** Of targets without valid numbers too, for they ran. By name; p values adjusted for the number of targets. */
function effectsOfPredecessors(points: readonly PlacedPoint[]): [string, Estimate][] {
  const targets = [...new Set(points.flat().flatMap(({ after }) => after ?? []))].sort();
  if (targets.length < 3) return [];
  const estimates = targets.map((before) =>
    overBlocks(points.flatMap((point) => slopesByBlock(point, ({ after }) => (after === before ? 1 : 0)))),
  );
  const adjusted = holm(estimates.map(({ p }) => p ?? 1));
  return targets.map((target, index) => {
    const estimate = estimates[index] ?? nothing;
    return [target, { ...estimate, p: estimate.p === null ? null : (adjusted[index] ?? null) }];
  });
}
