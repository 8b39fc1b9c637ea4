/**
 * The regression gate. Base, head and an independently built copy of base (the control) are launched in the same blocks,
 * in two stages: the first screens, the second confirms what it saw, in a new session. The rule is in `gate-rule.ts`.
 */
import { exitCodes, TuttiError } from '../../model/errors.js';
import {
  type AcceptedChange,
  type CellVerdict,
  type GatedCell,
  type GateState,
  type GateVerdict,
  type JudgedCell,
  verdictSchemaVersion,
} from '../../model/gate.js';
import type { Metric } from '../../model/metric.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { adjustedPs, alarmsOf } from './gate-alarms.js';
import { judgeCell, type MeasuredCell } from './gate-cell.js';
import { failureOf, suspicionOf } from './gate-failure.js';
import type { GateInput, GateStage, ScreenInput } from './gate-input.js';
import { failureByMarks, unjudgeable } from './gate-marks.js';
import { toleranceOf, worthConfirming } from './gate-rule.js';
import { measuredStage } from './gate-stage.js';

/** The cells that the first stage gives reason to look at again. */
export function candidatesOf(input: ScreenInput): GatedCell[] {
  return screened(input)
    .filter(({ candidate }) => candidate)
    .map(({ cell }) => cell);
}

/** Judges a whole check. A pure function of the launches: the same input gives the same verdict, anywhere. */
export function judgeGate(input: GateInput): GateVerdict {
  const { at, asked, base, head, fingerprint, notes, differences, accepted, screen, confirm } = input;
  const measured = confirmed(screened(input), input);
  const today = at.slice(0, 10);
  const incomparable = differences.length > 0;
  const alarms = incomparable ? [] : alarmsOf(measured, input.floorOf);
  const wide = {
    confirmed: measured.filter((one) => one.confirm !== null).length,
    incomparable,
    unstable: alarms.length > 0,
    accepted: accepted.filter(({ until }) => until >= today),
    acceptedAtBase: input.acceptedAtBase ?? null,
  };
  const cells = measured.map((cell) => judgeCell(cell, wide));
  const state = incomparable ? 'incomparable' : stateOf(cells, alarms.length > 0);
  return {
    schema: verdictSchemaVersion,
    at,
    state,
    exit: exitOf(state, asked.failOnInconclusive),
    asked,
    base,
    head,
    fingerprint,
    notes,
    differences,
    stages: { screen: describe(screen), confirm: confirm === null ? null : describe(confirm) },
    alarms,
    cells,
    stale: staleOf(accepted, cells, today),
  };
}

/** What the first stage measured of every cell. */
function screened({ suites, cells, floorOf, screen }: ScreenInput): MeasuredCell[] {
  const stage = measuredStage(screen, suites);
  return cells.map((cell) => {
    const metric = metricOf(cell, suites);
    const numbers = stage.numbers(cell, metric);
    const marks = stage.marks(cell);
    const tolerance = toleranceOf(cell, metric, floorOf, numbers.control, [...marks.base, ...marks.head]);
    const doubtful = worthConfirming(numbers, tolerance) || suspicionOf(numbers) !== null;
    const settled = failureOf(numbers) ?? failureByMarks(marks) ?? unjudgeable(marks, metric);
    const candidate = doubtful && settled === null;
    return { cell, metric, screen: numbers, confirm: null, candidate, tolerance, marks, adjustedP: null };
  });
}

/** The same with what the second stage measured of those cells that it was to measure. */
function confirmed(cells: readonly MeasuredCell[], input: GateInput): MeasuredCell[] {
  const { suites, floorOf, confirm, asked } = input;
  if (confirm === null) return [...cells];
  const stage = measuredStage(confirm, suites);
  const both = cells.map((measured) => {
    if (!measured.candidate && !asked.confirmAll) return measured;
    const { cell, metric } = measured;
    const numbers = stage.numbers(cell, metric);
    const marks = stage.marks(cell);
    const tolerance = toleranceOf(cell, metric, floorOf, numbers.control, [...marks.base, ...marks.head]);
    return { ...measured, confirm: numbers, tolerance, marks };
  });
  const adjusted = adjustedPs(both, 'head');
  return both.map((measured) => ({ ...measured, adjustedP: adjusted.get(measured) ?? null }));
}

/** @throws TuttiError RUN_DAMAGED when the suites do not have the metric of a cell */
function metricOf({ suite, metric }: GatedCell, suites: readonly SuiteDeclaration[]): Metric {
  const declared = suites.find(({ name }) => name === suite)?.metrics.find(({ name }) => name === metric);
  if (declared !== undefined) return declared;
  throw new TuttiError('RUN_DAMAGED', {
    file: 'run.json',
    reason: `suite "${suite}" has no metric "${metric}"`,
  });
}

function describe({ run, folder, seed, blocks }: GateStage): GateVerdict['stages']['screen'] {
  return { run, folder, seed, blocks };
}

/** The state of a whole check; the gravest that holds. What was shown of the code goes before what failed. */
function stateOf(cells: readonly JudgedCell[], unstable: boolean): GateState {
  const some = (verdict: CellVerdict): boolean => cells.some((cell) => cell.verdict === verdict);
  if (some('regression')) return 'regression';
  const nothing = cells.every((cell) => cell.verdict !== 'accepted' && !hasValue(cell));
  if (some('failed') || nothing) return 'failed';
  if (unstable) return 'unstable';
  return cells.some(({ open }) => open) ? 'inconclusive' : 'pass';
}

/** Whether head gave any value of a cell in the stage that decided. */
function hasValue({ screen, confirm }: JudgedCell): boolean {
  return (confirm ?? screen).arms.head.launches.length > 0;
}

function exitOf(state: GateState, failOnInconclusive: boolean): number {
  switch (state) {
    case 'pass':
      return exitCodes.fine;
    case 'regression':
      return exitCodes.regression;
    case 'failed':
      return exitCodes.measurementFailed;
    case 'incomparable':
      return exitCodes.incomparable;
    case 'unstable':
    case 'inconclusive':
      return failOnInconclusive ? exitCodes.inconclusive : exitCodes.fine;
  }
}

function staleOf(
  accepted: readonly AcceptedChange[],
  cells: readonly JudgedCell[],
  today: string,
): GateVerdict['stale'] {
  const gated = new Set(cells.map(({ cell }) => cell));
  const whyOf = ({ cell, until }: AcceptedChange): GateVerdict['stale'][number]['why'] | null => {
    if (until < today) return 'expired';
    return gated.has(cell) ? null : 'not-gated';
  };
  return accepted.flatMap((change) => {
    const why = whyOf(change);
    return why === null ? [] : [{ ...change, why }];
  });
}
