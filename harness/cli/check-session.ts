/** One session of a check: all arms made anew, measured as one run, and removed. */
import { join } from 'node:path';
import type { GateStage } from '../judge/gate-input.js';
import { TuttiError } from '../model/errors.js';
import { type GateArm, gateArms, type GateConfig, type GatedCell, gateTiming } from '../model/gate.js';
import type { Suite } from '../model/suite.js';
import { armName, type Target } from '../model/target.js';
import { armTreatments } from '../plan/arm-treatments.js';
import { estimateMs, makePlan } from '../plan/make-plan.js';
import type { UserConfig } from '../plan/user-config.js';
import { duration } from '../report/quantity.js';
import { type Arms, type ArmsRequest, openArms } from '../revisions/arms.js';
import { type RevisionTargets, revisionTargets } from '../revisions/revision-targets.js';
import { RunWriter } from '../store/run-folder.js';
import { generators } from '../load/generators.js';
import type { House } from './house.js';
import { chooseGenerators } from './loading.js';
import { unfitSuites } from './materials.js';
import { measure } from './measure.js';
import { newRun } from './new-run.js';

/** What every session of a check shares. */
export interface CheckGround {
  /** The suites of the house, without what a user's configuration makes of them. */
  readonly suites: readonly Suite[];
  /** Folder of the check. */
  readonly folder: string;
  /** Folder of all materials. */
  readonly materials: string;
  /** Throws what the interruption is, once there was one. */
  throwIfInterrupted(): void;
}

/** What is to be measured, and where its configuration was read. */
export interface CheckSubject {
  readonly config: UserConfig;
  readonly gate: GateConfig;
  /** Top of the checkout that the configuration was read in. */
  readonly home: string;
}

/** Arms that are ready to be measured. */
export interface Session {
  readonly arms: Arms;
  readonly found: Readonly<Record<GateArm, RevisionTargets>>;
}

/**
 * Makes all arms.
 * @param subjectOf what is to be measured; asked once head is checked out
 */
export async function openSession(
  { suites }: CheckGround,
  request: Omit<ArmsRequest, 'say'>,
  subjectOf: () => CheckSubject,
): Promise<Session> {
  const arms = await openArms({ ...request, say: (arm) => say(`setting up ${arm}`) });
  try {
    const { config, home } = subjectOf();
    const find = async (arm: GateArm): Promise<RevisionTargets> =>
      revisionTargets(arms.revisions[arm], config, home, suites);
    return {
      arms,
      found: { head: await find('head'), base: await find('base'), control: await find('control') },
    };
  } catch (thrown) {
    arms.remove();
    throw thrown;
  }
}

/** Measures cells in an open session. @throws TuttiError CHECK_INTERRUPTED */
export async function measureSession(
  ground: CheckGround,
  { found }: Session,
  { gate }: CheckSubject,
  what: { readonly cells: readonly GatedCell[]; readonly blocks: number; readonly seed: number },
): Promise<GateStage> {
  const { cells, blocks, seed } = what;
  const house: House = { suites: found.head.suites, targets: armsOf(found), generators, unavailable: [] };
  const suites = suitesOf(cells, house.suites);
  const loading = chooseGenerators(house, suites, undefined);
  unfitSuites(suites, [...new Set(cells.map(({ suite }) => suite))], house, ground.materials);
  const treatments = armTreatments(cells);
  const timing = { ...gateTiming, ...definedOf(gate.timing) };
  const plan = makePlan({ profile: 'standard', seed, timing, launches: blocks, treatments });
  const time = duration(estimateMs(timing, plan.launches.length));
  say(`${plan.launches.length} launches: ${blocks} blocks of ${treatments.length} x 3, about ${time}`);
  const playing = new Set(plan.launches.map(({ target }) => target));
  const targets = house.targets.filter(({ name }) => playing.has(name));
  const selection = { treatments, targets, unavailable: [] };
  const run = await newRun(house, plan, { selection, loading, materials: ground.materials });
  ground.throwIfInterrupted();
  const writer = RunWriter.create(join(ground.folder, 'runs'), run);
  const { launches, finished } = await measure(writer, house, ground.materials);
  if (!finished) {
    ground.throwIfInterrupted();
    throw new TuttiError('CHECK_INTERRUPTED', { folder: ground.folder });
  }
  return { run: run.id, folder: join('runs', run.id), seed, blocks, launches };
}

/** The targets of all arms, under the names of the arms. */
function armsOf(found: Session['found']): Target[] {
  return gateArms.flatMap((arm) =>
    // What they need has been asked of each revision; the builds of this house are not theirs.
    found[arm].targets.map((target) => ({ ...target, name: armName(target.name, arm), needs: [] })),
  );
}

function suitesOf(cells: readonly GatedCell[], suites: readonly Suite[]): Suite[] {
  const gated = new Set(cells.map(({ suite }) => suite));
  return suites.filter(({ name }) => gated.has(name));
}

/** Without the entries that are not given. */
function definedOf<T extends object>(partial: T): { [K in keyof T]-?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]-?: Exclude<T[K], undefined>;
  };
}

function say(line: string): void {
  process.stderr.write(`check: ${line}\n`);
}
