/** The whole of a comparison: what is printed, as one value. */
import type { ComparisonDocument } from '../../model/comparison-document.js';
import type { Run } from '../../model/run.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { commonShiftOf } from './common-shift.js';
import { isJudged } from './comparison-row.js';
import { compareRuns, compareTargets, type RecordedRun } from './compare.js';
import { crossingsOf } from './crossing.js';
import { differences } from './differences.js';
import type { FloorOf } from '../noise-floor.js';
import { auditOrder } from './order-audit.js';
import { symmetryOf } from '../symmetry.js';
import { tiersOf } from './tiers.js';

/** Tiers of all targets of a run. @param suites with the metrics that are judged */
export function tierDocument(
  { run, launches }: RecordedRun,
  suites: readonly SuiteDeclaration[],
  floorOf: FloorOf,
): ComparisonDocument {
  const narrowed: Run = { ...run, suites: [...suites] };
  return {
    ...emptyDocument([run]),
    tiers: tiersOf(narrowed, launches, floorOf),
    audit: { order: auditOrder(narrowed, launches), symmetry: null, commonShift: null },
  };
}

/** Two targets of a run. @param suites with the metrics that are compared */
export function targetsDocument(
  { run, launches }: RecordedRun,
  suites: readonly SuiteDeclaration[],
  [a, b]: readonly [string, string],
  floorOf: FloorOf,
): ComparisonDocument {
  return {
    ...emptyDocument([run]),
    rows: compareTargets(launches, suites, a, b, floorOf),
    crossings: crossingsOf(launches, suites, a, b),
    audit: {
      order: auditOrder({ ...run, suites: [...suites] }, launches),
      symmetry: null,
      commonShift: null,
    },
  };
}

/** Two runs. @param suites with the metrics that are compared */
export function runsDocument(
  a: RecordedRun,
  b: RecordedRun,
  suites: readonly SuiteDeclaration[],
  floorOf: FloorOf,
): ComparisonDocument {
  const rows = compareRuns(a, b, suites, floorOf);
  const count = (verdict: string): number => rows.filter((row) => row.verdict === verdict).length;
  return {
    ...emptyDocument([a.run, b.run]),
    rows,
    differences: differences(a.run, b.run),
    audit: {
      order: [a, b].flatMap(({ run, launches }) => auditOrder({ ...run, suites: [...suites] }, launches)),
      symmetry: symmetryOf({
        rows: rows.filter(isJudged).length,
        better: count('faster'),
        worse: count('slower'),
      }),
      commonShift: commonShiftOf(rows),
    },
  };
}

function emptyDocument(runs: readonly Run[]): ComparisonDocument {
  return {
    schema: 1,
    runs: runs.map(({ id }) => id),
    rows: [],
    tiers: [],
    crossings: [],
    differences: [],
    audit: { order: [], symmetry: null, commonShift: null },
  };
}
