/** How the launches of every target scatter at one point: their values, quartiles, modes, and what is known against them. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { Metric } from '../../../../harness/model/metric.js';
import type { Point } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { spoiling, type ValidityCode } from '../../../../harness/model/validity.js';
import { type Mode, modality } from '../../../../harness/stats/modality.js';
import { valueOf } from '../../data/launch.js';
import { isAtPoint } from '../../page/selection.js';
import { ascending, quantileOfSorted } from '../../../../harness/stats/quantiles.js';

/** One launch that gave the metric. */
export interface LaunchValue {
  readonly id: string;
  readonly block: number;
  /** In the unit of the metric. */
  readonly value: number;
  readonly validity: readonly ValidityCode[];
}

/** Least and greatest value and quartiles (type 7, as the medians), in the unit of the metric. */
export interface Quartiles {
  readonly least: number;
  readonly q1: number;
  readonly q3: number;
  readonly greatest: number;
}

/** What one target came to at the point. */
export interface Distribution {
  readonly target: string;
  /** Key of the cell, for what its launches said besides. */
  readonly key: string;
  /** Median and interval as everywhere on the page. */
  readonly cell: CellSummary;
  /** By value, ascending. */
  readonly values: readonly LaunchValue[];
  /** Launches of the cell, whatever became of them. */
  readonly launches: { readonly measured: number; readonly failed: number; readonly unsupported: number };
  readonly quartiles: Quartiles | null;
  /** Two or more where the dip test says so (p at most 0.01), which takes 10 values; else empty. */
  readonly modes: readonly Mode[];
  /** False where what is known against it leaves no number to judge by. */
  readonly ranked: boolean;
}

/** Below this many values the dip test finds nothing: see `modality`. */
const fewestForModes = 10;
/** As in comparisons: there are many rows, of which one in twenty is not to be called odd by chance. */
const modesSignificance = 0.01;

/**
 * Every target that was planned at the point: those that a number can be judged by first, the best median before the
 * others; then those with marks that forbid it; then those without a value.
 * @param cells of the run, of any suite and metric
 * @param launches of the suite
 */
export function distributionsAt(
  suite: SuiteDeclaration,
  metric: Metric,
  point: Point,
  { cells, launches }: { readonly cells: readonly CellSummary[]; readonly launches: readonly LaunchRecord[] },
): Distribution[] {
  const isHere = isAtPoint(suite, point);
  const byTarget = new Map<string, LaunchRecord[]>();
  for (const launch of launches.filter(isHere)) {
    byTarget.set(launch.target, [...(byTarget.get(launch.target) ?? []), launch]);
  }
  return cells
    .filter((cell) => cell.metric === metric.name && isHere(cell))
    .map((cell) => distributionOf(cell, metric, byTarget.get(cell.target) ?? []))
    .sort(byMedian(metric));
}

function distributionOf(cell: CellSummary, metric: Metric, launches: readonly LaunchRecord[]): Distribution {
  const values = launches
    .flatMap((launch) => launchValue(launch, metric))
    .sort((a, b) => a.value - b.value || a.block - b.block);
  const numbers = values.map(({ value }) => value);
  const countOf = (outcome: LaunchRecord['outcome']) =>
    launches.filter((launch) => launch.outcome === outcome).length;
  return {
    target: cell.target,
    key: cellKey(cell),
    cell,
    values,
    launches: {
      measured: countOf('measured'),
      failed: countOf('failed'),
      unsupported: countOf('unsupported'),
    },
    quartiles: quartilesOf(numbers),
    modes: modesOf(numbers),
    ranked: cell.median !== null && spoiling(cell.validity, metric).length === 0,
  };
}

function launchValue(launch: LaunchRecord, metric: Metric): LaunchValue[] {
  const value = valueOf(launch, metric);
  if (launch.outcome !== 'measured' || value === null) return [];
  const { id, block, validity } = launch;
  return [{ id, block, value, validity }];
}

function quartilesOf(values: readonly number[]): Quartiles | null {
  const sorted = ascending(values);
  const [least] = sorted;
  const greatest = sorted.at(-1);
  if (least === undefined || greatest === undefined) return null;
  return { least, q1: quantileOfSorted(sorted, 0.25), q3: quantileOfSorted(sorted, 0.75), greatest };
}

/** On logarithms where there are any: a long tail upwards is no second mode. */
function modesOf(values: readonly number[]): Mode[] {
  if (values.length < fewestForModes) return [];
  const positive = values.every((value) => value > 0);
  const { modes } = modality(positive ? values.map(Math.log) : values, modesSignificance);
  if (modes.length < 2) return [];
  return modes.map((mode) => ({ ...mode, median: positive ? Math.exp(mode.median) : mode.median }));
}

function byMedian({ better }: Metric) {
  const sign = better === 'higher' ? -1 : 1;
  const rank = ({ ranked, cell }: Distribution) => (ranked ? 0 : cell.median === null ? 2 : 1);
  return (one: Distribution, other: Distribution): number =>
    rank(one) - rank(other) ||
    sign * ((one.cell.median ?? 0) - (other.cell.median ?? 0)) ||
    (one.target < other.target ? -1 : 1);
}
