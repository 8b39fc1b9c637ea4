/** What the gate judges: plain values, gathered by whoever ran the launches. */
import type { AcceptedChange, GatedCell, GateVerdict } from '../../model/gate.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import type { FloorOf } from '../noise-floor.js';

/** One stage: a run whose targets are the arms of the gated ones (`native@base`, `native@head`, `native@control`). */
export interface GateStage {
  /** Id and folder of the run. */
  readonly run: string;
  readonly folder: string;
  readonly seed: number;
  readonly blocks: number;
  readonly launches: readonly LaunchRecord[];
}

/** What the first stage is screened by. */
export interface ScreenInput {
  readonly suites: readonly SuiteDeclaration[];
  readonly cells: readonly GatedCell[];
  readonly floorOf: FloorOf;
  readonly screen: GateStage;
}

/** All that a verdict rests on. */
export interface GateInput
  extends
    ScreenInput,
    Pick<GateVerdict, 'at' | 'asked' | 'base' | 'head' | 'fingerprint' | 'notes' | 'differences'> {
  /** The second stage, of the candidates or of all cells; null when there was none. */
  readonly confirm: GateStage | null;
  /** Head's exceptions. */
  readonly accepted: readonly AcceptedChange[];
  /** Base's, which tell those that head brought itself; not known when not given. */
  readonly acceptedAtBase?: readonly AcceptedChange[] | null;
}
