/** A check against what was measured at another time: only on the same machine, and never enough to call a change. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeGate } from '../../judge/gate/gate.js';
import type { FloorOf } from '../../judge/noise-floor.js';
import { generators } from '../../load/generators.js';
import { cellKey } from '../../model/cell.js';
import { type Environment, machineFingerprint } from '../../model/environment.js';
import { TuttiError } from '../../model/errors.js';
import { type GatedCell, gatedCellName, type GateVerdict } from '../../model/gate.js';
import type { LaunchRecord } from '../../model/launch.js';
import { armName, splitArm } from '../../model/target.js';
import { armTreatments } from '../../plan/arm-treatments.js';
import { gatedCells } from '../../plan/gated-cells.js';
import { checkoutsPrefix } from '../../revisions/arms.js';
import { openRevision, type Revision } from '../../revisions/open-revision.js';
import { revisionTargets } from '../../revisions/revision-targets.js';
import type { Baseline } from '../../store/baseline.js';
import { acceptedFile, readAccepted } from '../../store/gate-files.js';
import { armsOf, type CheckGround, measureArms, say } from './check-session.js';
import { type CheckSubject, readSubject } from './check-subject.js';

/** @throws TuttiError BASELINE_ELSEWHERE naming what was otherwise */
export function requireComparable(baseline: Baseline, now: Readonly<Record<string, string>>): void {
  const names = [...new Set([...Object.keys(baseline.fingerprint), ...Object.keys(now)])];
  const differences = names
    .filter((name) => baseline.fingerprint[name] !== now[name])
    .map(
      (name) => `${name} was ${baseline.fingerprint[name] ?? 'not known'}, is ${now[name] ?? 'not known'}`,
    );
  if (differences.length === 0) return;
  throw new TuttiError('BASELINE_ELSEWHERE', { run: baseline.run, differences: differences.join('; ') });
}

/** What a check against a baseline is made with, besides what every check is. */
export interface BaselineWork extends CheckGround {
  readonly baseline: Baseline;
  readonly environment: Environment;
  readonly floorOf: FloorOf;
  readonly failOnInconclusive: boolean;
}

/**
 * Measures head alone and judges it against the baseline. The two share neither blocks nor a session, and there is no second
 * copy of base to tell what that does: by the rule of the gate a change is then never called one, only its absence.
 * @throws TuttiError NOTHING_GATED, and what opening a revision throws
 */
export async function checkBaseline(work: BaselineWork): Promise<GateVerdict> {
  const { sides, folder, signal, home } = work;
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), checkoutsPrefix)));
  const names = work.suites.map(({ name }) => name);
  let subject: CheckSubject | undefined;
  let head: Revision | undefined;
  try {
    say('setting up head');
    head = await openRevision({
      repository: join(sides.repository.top, sides.repository.within),
      revision: sides.commits.head,
      folder: join(scratch, 'head'),
      what: 'head',
      log: join(folder, 'set-up-head.log'),
      signal,
      setup: async (checkout) => (subject = await readSubject(home ?? checkout, names)).gate.setup,
    });
    return await judgeHead(work, subject ?? (await readSubject(home ?? head, names)), head);
  } finally {
    head?.remove();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function judgeHead(work: BaselineWork, subject: CheckSubject, head: Revision): Promise<GateVerdict> {
  const { baseline, sides, environment, floorOf, failOnInconclusive } = work;
  const found = await revisionTargets(head, subject.config, subject.home, work.suites);
  const then = baseline.launches();
  const gated = gatedCells(subject.gate, found.suites, found.targets);
  const { cells, notes } = knownCells(gated, then);
  const house = { suites: found.suites, targets: armsOf(found.targets, 'head'), generators, unavailable: [] };
  const treatments = armTreatments(cells).map(({ targets, ...rest }) => ({
    ...rest,
    targets: targets.filter((name) => splitArm(name).arm === 'head'),
  }));
  const plan = { stage: 'head', treatments, blocks: subject.gate.blocks.confirm, seed: work.seed };
  const measured = await measureArms(work, subject, house, plan);
  const stage = { ...measured, launches: [...then, ...measured.launches] };
  return judgeGate({
    at: new Date().toISOString(),
    asked: { confirmAll: true, failOnInconclusive },
    base: { name: `baseline ${baseline.run}`, commit: baseline.commit },
    head: sides.head,
    fingerprint: machineFingerprint(environment),
    notes: [
      ...sides.notes,
      `base was measured at ${baseline.at}, not beside head: a change is called one only by tutti check --base REV`,
      ...notes,
    ],
    differences: [],
    suites: found.suites,
    cells,
    floorOf,
    accepted: readAccepted(join(head.folder, acceptedFile)),
    screen: stage,
    confirm: stage,
  });
}

/** The cells that the baseline has, and a note for each that it has not. @throws TuttiError NOTHING_GATED */
function knownCells(
  gated: readonly GatedCell[],
  then: readonly LaunchRecord[],
): { cells: GatedCell[]; notes: string[] } {
  const measured = new Set(then.map(cellKey));
  const isKnown = (cell: GatedCell): boolean =>
    measured.has(cellKey({ ...cell, target: armName(cell.target, 'base') }));
  const notes = gated
    .filter((cell) => !isKnown(cell))
    .map((cell) => `${gatedCellName(cell)} is not in the baseline`);
  if (notes.length === gated.length) throw new TuttiError('NOTHING_GATED', { reasons: notes.join('; ') });
  return { cells: gated.filter(isKnown), notes };
}
