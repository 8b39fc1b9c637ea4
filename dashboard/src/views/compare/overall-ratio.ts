/** The geometric mean of a target's ratios over a sweep, with its interval. Pure. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { Metric } from '../../../../harness/model/metric.js';
import { isJudged } from '../../../../harness/judge/compare/comparison-row.js';
import { hierarchicalBootstrap, type Sessions } from '../../../../harness/stats/hierarchical-bootstrap.js';
import { hodgesLehmannOfResamples } from '../../../../harness/stats/wilcoxon.js';
import type { Ratios, TargetRatios } from './ratios.js';

/** Enough for the three digits that are shown. */
const resamples = 1_999;
/** As everywhere: below this many blocks there is no interval. */
const fewestBlocks = 6;

export interface OverallRatio {
  /** Null without a point that can be judged. */
  readonly ratio: number | null;
  /** Bootstrap interval, 95 %, of this run: blocks are drawn, each with all its points. Null below 6 blocks. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** Points that it is made of, and all that the sweep has. */
  readonly used: number;
  readonly points: number;
  readonly blocks: number;
}

/** What one block says: the logarithm of the ratio, by place of the point, where the block has a pair. */
type BlockLogarithms = ReadonlyMap<number, number>;

/**
 * The mean of the logarithms of the ratios at the points that can be judged, each point with the same weight. A point without
 * a valid ratio is left out and counted, never replaced. The blocks are drawn, not the points: those were chosen by whoever
 * made the suite, and the mean is about them alone.
 * @param seed of the run: the same run, the same interval
 */
export function overallRatio(
  { selection, baseline, launches }: Ratios,
  { target, points }: TargetRatios,
  seed: number,
): OverallRatio {
  const judged = points.flatMap(({ value, row }) =>
    row !== null && row.ratio !== null && isJudged(row) ? [{ value, ratio: row.ratio }] : [],
  );
  const none = { ratio: null, lo: null, hi: null, used: 0, points: points.length, blocks: 0 };
  if (judged.length === 0) return none;
  const { swept, metric } = selection;
  const places = new Map(judged.map(({ value }, place) => [value, place]));
  const blocks = blocksOf(launches, metric, [target, baseline], (launch) =>
    places.get(launch.point[swept.name] ?? swept.default),
  );
  const ratio = Math.exp(mean(judged.map((point) => Math.log(point.ratio))));
  const known = { ratio, used: judged.length, points: points.length, blocks: blocks.length };
  if (blocks.length < fewestBlocks) return { ...known, lo: null, hi: null };
  // A block stands for all that it measured: its place is drawn.
  const session = blocks.map((_, place) => [place]);
  const { lo, hi } = hierarchicalBootstrap([session], meanOfPoints(blocks, judged.length), {
    resamples,
    seed,
  });
  return { ...known, lo: Math.exp(lo), hi: Math.exp(hi) };
}

/** The mean over the points of what the blocks that were drawn say of each; a point that none of them has is left out. */
function meanOfPoints(
  blocks: readonly BlockLogarithms[],
  points: number,
): (sessions: Sessions<number>) => number {
  const centres = Array.from({ length: points }, (_, point) => centreOf(blocks, point));
  const times = new Uint32Array(blocks.length);
  return (sessions) => {
    times.fill(0);
    for (const place of sessions.flat(2)) times[place] = (times[place] ?? 0) + 1;
    return mean(centres.map((centre) => centre(times)).filter((centre) => !Number.isNaN(centre)));
  };
}

/** The centre of a point over the blocks that were drawn, each so many times: of those that have it. */
function centreOf(blocks: readonly BlockLogarithms[], point: number): (times: Uint32Array) => number {
  const having = blocks.flatMap((block, place) => {
    const value = block.get(point);
    return value === undefined ? [] : [{ place, value }];
  });
  const centre = hodgesLehmannOfResamples(having.map(({ value }) => value));
  return (times) => centre(having.map(({ place }) => times[place] ?? 0));
}

/** The logarithms of how many times better the first side is, block by block, at every place where both were measured. */
function blocksOf(
  launches: readonly LaunchRecord[],
  metric: Metric,
  sides: readonly [string, string],
  placeOf: (launch: LaunchRecord) => number | undefined,
): BlockLogarithms[] {
  const sign = metric.better === 'higher' ? 1 : -1;
  const [ours, theirs] = sides.map((side) => {
    const byBlock = new Map<number, Map<number, number>>();
    for (const launch of launches) {
      const place = launch.target === side ? placeOf(launch) : undefined;
      const value = launch.outcome === 'measured' ? launch.metrics[metric.name] : undefined;
      if (place === undefined || value === undefined) continue;
      const block = byBlock.get(launch.block) ?? new Map<number, number>();
      byBlock.set(launch.block, block.set(place, sign * Math.log(value)));
    }
    return byBlock;
  });
  return [...(ours ?? [])]
    .sort(([one], [other]) => one - other)
    .map(([block, places]) => differences(places, theirs?.get(block)))
    .filter((places) => places.size > 0);
}

function differences(ours: BlockLogarithms, theirs: BlockLogarithms | undefined): BlockLogarithms {
  const pairs = [...ours].flatMap(([place, value]) => {
    const other = theirs?.get(place);
    return other === undefined ? [] : [[place, value - other] as const];
  });
  return new Map(pairs);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
