/** What the marks of base and head do to a verdict of the gate; what each mark spoils is said in `model/validity.ts`. */
import type { Metric } from '../../model/metric.js';
import { forbiddingBetter, spoiling, validityReasons, type ValidityCode } from '../../model/validity.js';
import type { CellMarks } from './gate-stage.js';

/** Marks of single launches that gave no value: the gate counts those as failures, launch by launch. */
const countedApart: ReadonlySet<ValidityCode> = new Set(['verification-failed', 'errors', 'unsupported']);

/** Why no change of this cell can be judged, nor its absence; null when it can. */
export function unjudgeable(marks: CellMarks, metric: Metric): string | null {
  for (const arm of ['head', 'base'] as const) {
    const code = spoiling(marks[arm], metric).find((one) => !countedApart.has(one));
    if (code !== undefined) return `${arm} leaves no number to judge by: ${inWords(code)}`;
  }
  return null;
}

/** Why head is not called better, whatever its numbers; null when it may be. */
export function notBetter({ base, head }: CellMarks): string | null {
  const code = forbiddingBetter(head).find((one) => !base.includes(one));
  return code === undefined ? null : `it looks better, but only head is marked: ${inWords(code)}`;
}

/** Why head counts as failed although its launches gave values; null when it does not. */
export function failureByMarks({ base, head }: CellMarks): string | null {
  const only = head.includes('failed-requests') && !base.includes('failed-requests');
  return only ? `head fails requests, base does not: ${inWords('failed-requests')}` : null;
}

function inWords(code: ValidityCode): string {
  return `${code} (${validityReasons[code].words})`;
}
