/** One row of a comparison: two cells, one metric, and the verdict. */
import type { ComparisonRow, ComparisonVerdict, Mode } from '../../model/comparison.js';
import type { Metric } from '../../model/metric.js';
import type { Point } from '../../model/point.js';
import type { Floor } from '../../model/qualification.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { forbiddingBetter, spoiling, type ValidityCode, validityReasons } from '../../model/validity.js';
import { cliffsDelta } from '../../stats/cliffs-delta.js';
import { verdictOf } from '../../stats/equivalence.js';
import { minimumDetectableEffect } from '../../stats/minimum-effect.js';
import { modality } from '../../stats/modality.js';
import type { PairedRatio } from '../../stats/paired.js';
import { type MeasuredCell, valuesByBlock } from '../measured-points.js';
import { marginOf } from '../noise-floor.js';

/** One side: what it is called in the report, and its cell; undefined where it was not launched at all. */
export interface RowSide {
  readonly name: string;
  readonly cell: MeasuredCell | undefined;
}

/** What a row is made from. */
export interface RowInput {
  readonly suite: SuiteDeclaration;
  readonly point: Point;
  readonly metric: Metric;
  readonly target: string | null;
  readonly a: RowSide;
  readonly b: RowSide;
  readonly floor: Floor;
  /** Why they were not measured under the same conditions; empty when they were. */
  readonly incomparable: string;
  /** The ratio of two cells, a over b, the greater the better for a. */
  estimate(a: MeasuredCell, b: MeasuredCell, metric: Metric): PairedRatio;
}

/** A report has many rows, of which one in twenty is not to be called odd by chance. */
const modesSignificance = 0.01;

const nothing = { ratio: null, lo: null, hi: null, p: null };

/**
 * The verdict is `incomparable` or `failed` with its reason, or else that of `verdictOf`, for a margin of the noise floor and
 * at least 2 %. Where the marks of a side leave no number of this metric, as those of a bad load do, the ratio is told but the
 * verdict is `inconclusive`: two servers at the ceiling of the generator are not equal. So it is where the better side is one
 * that may not be called so. Other marks stay beside the verdict. Values of zero have no ratio: where both sides have nothing
 * but zeros, in enough launches for an interval, they are equivalent. Where a side has several modes the verdict says on
 * which side the differences lie, as ever, but no single ratio says how large they are: then `modes` are told.
 */
export function rowOf(input: RowInput): ComparisonRow {
  const { suite, point, metric, target, a, b, floor } = input;
  const marks = new Set([a, b].flatMap((side) => marksOf(side, metric)));
  return {
    suite: suite.name,
    point,
    metric: metric.name,
    unit: metric.unit,
    better: metric.better,
    target,
    a: a.name,
    b: b.name,
    medianA: a.cell?.summaries.get(metric.name)?.median ?? null,
    medianB: b.cell?.summaries.get(metric.name)?.median ?? null,
    ...judgement(input),
    q: null,
    floor: floor.floor,
    floorMeasured: floor.measured,
    validity: (Object.keys(validityReasons) as ValidityCode[]).filter((code) => marks.has(code)),
  };
}

/** Whether something is said of the row: else it is no finding, true or false, and counts for nothing among others. */
export function isJudged({ verdict, reason }: ComparisonRow): boolean {
  return reason === '' || verdict === 'equivalent';
}

type Judgement = Pick<
  ComparisonRow,
  'n' | 'ratio' | 'lo' | 'hi' | 'p' | 'effect' | 'modes' | 'verdict' | 'reason' | 'mde'
>;

function judgement(input: RowInput): Judgement {
  const { metric, a, b, floor, incomparable } = input;
  const blank = { n: 0, ...nothing, effect: null, modes: null, mde: null };
  if (incomparable !== '') return { ...blank, verdict: 'incomparable', reason: incomparable };
  const failure = [a, b].map((side) => whyFailed(side, metric)).find((reason) => reason !== '');
  if (failure !== undefined || a.cell === undefined || b.cell === undefined) {
    return { ...blank, verdict: 'failed', reason: failure ?? '' };
  }
  const estimate = input.estimate(a.cell, b.cell, metric);
  const ours = valuesOf(a.cell, metric);
  const theirs = valuesOf(b.cell, metric);
  const margin = marginOf(floor);
  const described = {
    ...estimate,
    effect: metric.better === 'higher' ? cliffsDelta(ours, theirs) : cliffsDelta(theirs, ours),
    modes: modesOf(ours, theirs),
    mde: minimumDetectableEffect(estimate, margin),
  };
  if (estimate.n === 0) {
    return { ...described, verdict: 'failed', reason: 'there is no block in which both were measured' };
  }
  const spoiled = inWords([a, b], (marks) => spoiling(marks, metric), metric);
  if (spoiled !== '') return { ...described, mde: null, verdict: 'inconclusive', reason: spoiled };
  if (estimate.ratio === null) return { ...described, ...ofZeros([...ours, ...theirs], estimate.n) };
  const verdict = verdictOf(estimate, margin);
  const winner = verdict === 'faster' ? [a] : verdict === 'slower' ? [b] : [];
  const forbidden = inWords(winner, forbiddingBetter, metric);
  if (forbidden === '') return { ...described, verdict, reason: '' };
  return { ...described, verdict: 'inconclusive', reason: `${forbidden}: not called better` };
}

function marksOf({ cell }: RowSide, metric: Metric): readonly ValidityCode[] {
  return cell?.summaries.get(metric.name)?.validity ?? [];
}

/** Which of the marks of these sides count here, side by side; empty when none does. */
function inWords(
  sides: readonly RowSide[],
  counting: (marks: readonly ValidityCode[]) => ValidityCode[],
  metric: Metric,
): string {
  return sides
    .flatMap((side) =>
      counting(marksOf(side, metric)).map((code) => `${side.name}: ${validityReasons[code].words}`),
    )
    .join('; ');
}

function whyFailed({ name, cell }: RowSide, metric: Metric): string {
  if (cell === undefined) return `${name}: it was not launched here`;
  if (cell.unusable !== '') return cell.unusable;
  return valuesByBlock(cell, metric).size > 0 ? '' : `${name}: it does not report this metric`;
}

function valuesOf(cell: MeasuredCell, metric: Metric): number[] {
  return [...valuesByBlock(cell, metric).values()];
}

/** The modes of both sides, where one of them has several. */
function modesOf(ours: readonly number[], theirs: readonly number[]): { a: Mode[]; b: Mode[] } | null {
  const [a, b] = [modesOfSide(ours), modesOfSide(theirs)];
  return a.length < 2 && b.length < 2 ? null : { a, b };
}

/** On logarithms where there are any, as everything else: a long tail upwards is no second mode. */
function modesOfSide(values: readonly number[]): Mode[] {
  const positive = values.every((value) => value > 0);
  const { modes } = modality(positive ? values.map(Math.log) : values, modesSignificance);
  return modes.map((mode) => ({
    median: positive ? Math.exp(mode.median) : mode.median,
    share: mode.share,
  }));
}

function ofZeros(values: readonly number[], n: number): { verdict: ComparisonVerdict; reason: string } {
  if (values.some((value) => value !== 0)) {
    return { verdict: 'inconclusive', reason: 'values of zero or less have no ratio' };
  }
  return { verdict: n < fewestForInterval ? 'inconclusive' : 'equivalent', reason: 'all values are zero' };
}

/** Below this many there is no interval of 95 %: see `medianRanks`. */
const fewestForInterval = 6;
