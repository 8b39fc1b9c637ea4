/** Tiers instead of ranks: who is clearly better than whom, and no more than that. */
import type { LaunchRecord } from '../../model/launch.js';
import type { Metric } from '../../model/metric.js';
import type { Run } from '../../model/run.js';
import type { Standing, TierTable } from '../../model/tier.js';
import { wordsOfMarks } from '../../model/validity.js';
import { verdictOf } from '../../stats/equivalence.js';
import { holm } from '../../stats/multiplicity.js';
import { pairedRatio } from '../../stats/paired.js';
import { rankIntervals } from '../../stats/rank-intervals.js';
import { type MeasuredCell, type MeasuredPoint, measuredPoints, valuesByBlock } from '../measured-points.js';
import { type FloorOf, marginOf } from '../noise-floor.js';
import { plateauOf } from './plateau.js';

/** Enough for ranks, which are whole numbers. */
const usualResamples = 1_999;
const significance = 0.05;

/**
 * A table for each suite, point and metric. A target is beaten by another when their paired test, adjusted after Holm over
 * all pairs of the table, says so (p < 0.05), the interval of their ratio excludes 1, and the ratio is beyond the margin. The
 * table is cut into tiers where everybody above is better, in this sense, than everybody below: so a target stands in a
 * lower tier only than targets that have beaten it.
 *
 * Cells with a mark are shown, with the reason, and take no part in any of this. So few blocks may allow no pair at all to
 * be told apart, however different its targets are: `blocksNeeded` says how many would.
 * @param suites of the run, with the metrics that are judged (`selectSuites`)
 */
export function tiersOf(
  { suites, targets, plan }: Pick<Run, 'suites' | 'targets' | 'plan'>,
  launches: readonly LaunchRecord[],
  floorOf: FloorOf,
): TierTable[] {
  const runtimes = new Map(targets.map(({ name, runtime }) => [name, runtime]));
  return measuredPoints(launches, suites).flatMap((place) =>
    place.suite.metrics
      .filter((metric) => [...place.cells.values()].some((cell) => valuesByBlock(cell, metric).size > 0))
      .map((metric) => tableOf(place, metric, { floorOf, runtimes, seed: plan.seed })),
  );
}

interface Around {
  readonly floorOf: FloorOf;
  /** By target. */
  readonly runtimes: ReadonlyMap<string, string>;
  readonly seed: number;
}

/** A cell that is ranked. */
interface Contender {
  readonly target: string;
  /** Values by block: positive, and of the blocks that all contenders were measured in. */
  readonly values: readonly number[];
}

function tableOf({ suite, point, cells }: MeasuredPoint, metric: Metric, around: Around): TierTable {
  const floor = around.floorOf(suite.name, metric.name);
  const all = [...cells.values()].sort((one, other) => (one.target < other.target ? -1 : 1));
  const ranked = all.filter((cell) => whyNotRanked(cell, metric) === '');
  const contenders = inCommonBlocks(ranked, metric);
  const beats = victories(contenders, metric, marginOf(floor));
  const places = placesOf(contenders, metric, beats, around.seed);
  const pairs = (contenders.length * (contenders.length - 1)) / 2;
  return {
    suite: suite.name,
    point,
    metric: metric.name,
    unit: metric.unit,
    better: metric.better,
    floor: floor.floor,
    floorMeasured: floor.measured,
    standings: all.map((cell) => standingOf(cell, metric, places)).sort(byStanding(metric)),
    blocks: contenders[0]?.values.length ?? 0,
    blocksNeeded: blocksNeeded(pairs),
    plateau: plateauOf(all, metric, around.runtimes),
  };
}

function whyNotRanked(cell: MeasuredCell, metric: Metric): string {
  if (cell.unusable !== '') return cell.unusable;
  const values = [...valuesByBlock(cell, metric).values()];
  if (values.length === 0) return 'it does not report this metric';
  const marks = cell.summaries.get(metric.name)?.validity ?? [];
  if (marks.length > 0) return wordsOfMarks(marks).join('; ');
  return values.every((value) => value > 0) ? '' : 'values of zero or less have no ratio';
}

function inCommonBlocks(cells: readonly MeasuredCell[], metric: Metric): Contender[] {
  const values = cells.map((cell) => valuesByBlock(cell, metric));
  const common = [...(values[0]?.keys() ?? [])]
    .filter((block) => values.every((byBlock) => byBlock.has(block)))
    .sort((one, other) => one - other);
  return cells.map(({ target }, index) => ({
    target,
    values: common.flatMap((block) => values[index]?.get(block) ?? []),
  }));
}

/** Whom everybody beats. */
type Victories = ReadonlyMap<string, ReadonlySet<string>>;

function victories(contenders: readonly Contender[], { better }: Metric, margin: number): Victories {
  const beats = new Map(contenders.map(({ target }) => [target, new Set<string>()]));
  const pairs = contenders.flatMap((one, index) =>
    contenders.slice(index + 1).map((other) => {
      const [left, right] = better === 'higher' ? [one, other] : [other, one];
      const values = left.values.map((a, block) => ({ a, b: right.values[block] ?? Number.NaN }));
      return { one: one.target, other: other.target, ...pairedRatio(values) };
    }),
  );
  const adjusted = holm(pairs.map(({ p }) => p ?? 1));
  pairs.forEach((pair, index) => {
    if ((adjusted[index] ?? 1) >= significance) return;
    const verdict = verdictOf(pair, margin);
    if (verdict === 'faster') beats.get(pair.one)?.add(pair.other);
    if (verdict === 'slower') beats.get(pair.other)?.add(pair.one);
  });
  return beats;
}

/** Least number of blocks with which the least p value there can be, 2 / 2^n, stays below 0.05 for so many pairs. */
function blocksNeeded(pairs: number): number {
  return pairs === 0 ? 0 : Math.max(6, Math.floor(1 + Math.log2((2 * pairs) / significance)));
}

type Place = Pick<Standing, 'tier' | 'bestRank' | 'worstRank' | 'beatenBy' | 'beats'>;

function placesOf(
  contenders: readonly Contender[],
  { better }: Metric,
  beats: Victories,
  seed: number,
): Map<string, Place> {
  if ((contenders[0]?.values.length ?? 0) === 0) return new Map();
  const values = Object.fromEntries(contenders.map((contender) => [contender.target, contender.values]));
  const ranks = rankIntervals(values, better, { resamples: usualResamples, seed });
  const wins = (target: string): number => beats.get(target)?.size ?? 0;
  const losses = (target: string): number =>
    contenders.filter((other) => beats.get(other.target)?.has(target)).length;
  // Everybody above a cut beats everybody below it: in this order, those above have won more and lost less.
  const order = ranks
    .map(({ name }) => name)
    .sort((one, other) => wins(other) - losses(other) - (wins(one) - losses(one)));
  const tiers = tiersInOrder(order, beats);
  return new Map(
    ranks.map(({ name, lo, hi }) => [
      name,
      { tier: tiers.get(name) ?? 1, bestRank: lo, worstRank: hi, beatenBy: losses(name), beats: wins(name) },
    ]),
  );
}

function tiersInOrder(order: readonly string[], beats: Victories): Map<string, number> {
  const tiers = new Map<string, number>();
  let tier = 1;
  order.forEach((target, index) => {
    const above = order.slice(0, index);
    const below = order.slice(index);
    const cut = index > 0 && above.every((better) => below.every((worse) => beats.get(better)?.has(worse)));
    if (cut) tier++;
    tiers.set(target, tier);
  });
  return tiers;
}

function standingOf(cell: MeasuredCell, metric: Metric, places: ReadonlyMap<string, Place>): Standing {
  const summary = cell.summaries.get(metric.name);
  const unranked: Place = { tier: null, bestRank: null, worstRank: null, beatenBy: 0, beats: 0 };
  return {
    target: cell.target,
    ...(places.get(cell.target) ?? unranked),
    n: summary?.n ?? 0,
    median: summary?.median ?? null,
    lo: summary?.lo ?? null,
    hi: summary?.hi ?? null,
    validity: summary?.validity ?? [],
    reason: places.has(cell.target)
      ? ''
      : whyNotRanked(cell, metric) || 'no block has all of the ranked ones',
  };
}

/** By tier, those without one last; then the better median, then the name. */
function byStanding({ better }: Metric): (one: Standing, other: Standing) => number {
  const goodness = ({ median }: Standing): number =>
    median === null ? -Infinity : better === 'higher' ? median : -median;
  return (one, other) =>
    (one.tier ?? Infinity) - (other.tier ?? Infinity) || goodness(other) - goodness(one) || 0;
}
