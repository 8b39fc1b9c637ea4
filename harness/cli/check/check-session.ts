/** The sessions of a check: in each, all arms are made anew, measured as one run, and removed. */
import { join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { GateStage } from '../../judge/gate/gate-input.js';
import { generators } from '../../load/generators.js';
import { type GateArm, gateArms, type GateConfig, type GatedCell, gateTiming } from '../../model/gate.js';
import type { Suite } from '../../model/suite.js';
import { armName, type Target } from '../../model/target.js';
import { armTreatments } from '../../plan/arm-treatments.js';
import { estimateMs, makePlan, type Treatment } from '../../plan/make-plan.js';
import { duration } from '../../report/quantity.js';
import { type Arms, openArms } from '../../revisions/arms.js';
import type { Checkout } from '../../revisions/open-revision.js';
import { type RevisionTargets, revisionTargets } from '../../revisions/revision-targets.js';
import { RunWriter } from '../../store/run-folder.js';
import { type CheckSides, type CheckSubject, readSubject } from './check-subject.js';
import { builtFor } from '../first-use.js';
import type { House } from '../house.js';
import { chooseGenerators } from '../loading.js';
import { unfitSuites } from '../materials.js';
import { measure } from '../measure.js';
import { newRun } from '../new-run.js';

/** What every session of a check shares. */
export interface CheckGround {
  readonly sides: CheckSides;
  /** Where the configuration is read; in the checkout of head when undefined. */
  readonly home: Checkout | undefined;
  /** The suites of the house, without what a user's configuration makes of them. */
  readonly suites: readonly Suite[];
  /** Folder of the check. */
  readonly folder: string;
  /** Folder of all materials. */
  readonly materials: string;
  /** Aborted, with the error to throw, when the check is broken off. */
  readonly signal: AbortSignal;
  readonly seed: number;
}

type Stage = 'screen' | 'confirm';

/** Arms that are ready to be measured. */
export interface Session {
  readonly subject: CheckSubject;
  readonly arms: Arms;
  readonly found: Readonly<Record<GateArm, RevisionTargets>>;
}

/** Most bytes by which the second session makes the environment, and the paths of the arms, longer. */
const mostPadding = { environment: 4096, path: 64 };

export class CheckSessions {
  readonly #ground: CheckGround;
  readonly #random: ReturnType<typeof xoroshiro128plus>;
  #subject: CheckSubject | undefined;
  #open: Session | undefined;

  constructor(ground: CheckGround) {
    this.#ground = ground;
    this.#random = xoroshiro128plus(ground.seed);
  }

  /**
   * Closes what is open and makes all arms anew. The second session moves what a machine's memory and file system would
   * otherwise repeat: other folders, longer paths, a larger environment.
   */
  async open(stage: Stage): Promise<Session> {
    this.close();
    const { sides, suites, folder, signal } = this.#ground;
    const isFirst = stage === 'screen';
    if (!isFirst) process.env['TUTTI_SESSION'] = 'x'.repeat(this.#draw(mostPadding.environment));
    const arms = await openArms({
      repository: join(sides.repository.top, sides.repository.within),
      commits: sides.commits,
      session: isFirst ? stage : stage.padEnd(stage.length + this.#draw(mostPadding.path), '-'),
      setup: async (head) => (await this.#subjectIn(head)).gate.setup,
      logs: folder,
      signal,
      say: (arm) => say(`setting up ${arm}`),
    });
    try {
      const { revisions } = arms;
      const subject = await this.#subjectIn(revisions.head);
      const find = async (arm: GateArm): Promise<RevisionTargets> =>
        revisionTargets(revisions[arm], subject.config, subject.home, suites);
      const found = { head: await find('head'), base: await find('base'), control: await find('control') };
      this.#open = { subject, arms, found };
      return this.#open;
    } catch (thrown) {
      arms.remove();
      throw thrown;
    }
  }

  /** Measures cells in the open session; makes one when the second stage begins. */
  async measure(stage: Stage, cells: readonly GatedCell[], blocks: number): Promise<GateStage> {
    const session = stage === 'confirm' || this.#open === undefined ? await this.open(stage) : this.#open;
    const plan = { stage, treatments: armTreatments(cells), blocks, seed: this.#draw(0x7fff_ffff) };
    return measureArms(this.#ground, session.subject, houseOf(session), plan);
  }

  /** Removes the arms of the open session. */
  close(): void {
    this.#open?.arms.remove();
    this.#open = undefined;
  }

  async #subjectIn(head: Checkout): Promise<CheckSubject> {
    const { home = head, suites } = this.#ground;
    this.#subject ??= await readSubject(
      home,
      suites.map(({ name }) => name),
    );
    return this.#subject;
  }

  #draw(most: number): number {
    return uniformInt(this.#random, 1, most);
  }
}

/** What a stage launches. */
interface StagePlan {
  /** What progress calls it. */
  readonly stage: string;
  readonly treatments: readonly Treatment[];
  readonly blocks: number;
  readonly seed: number;
}

/** Measures arms as one run in the folder of the check. @throws whatever the signal is aborted with */
export async function measureArms(
  { folder, materials, signal }: Pick<CheckGround, 'folder' | 'materials' | 'signal'>,
  { gate }: CheckSubject,
  all: House,
  { stage, treatments, blocks, seed }: StagePlan,
): Promise<GateStage> {
  const gated = new Set(treatments.map(({ suite }) => suite));
  const suites = all.suites.filter(({ name }) => gated.has(name));
  const loading = chooseGenerators(all, suites, undefined);
  const house = builtFor(all, { suites, targets: all.targets, loading });
  unfitSuites(suites, [...gated], house, materials);
  const timing = timingOf(gate);
  const plan = makePlan({ profile: 'standard', seed, timing, launches: blocks, treatments });
  const time = duration(estimateMs(timing, plan.launches.length));
  say(`${stage}: ${plan.launches.length} launches, ${blocks} of each arm, about ${time}`);
  const playing = new Set(plan.launches.map(({ target }) => target));
  const targets = house.targets.filter(({ name }) => playing.has(name));
  const selection = { treatments: [...treatments], targets, unavailable: [] };
  const run = await newRun(house, plan, { selection, loading, materials });
  signal.throwIfAborted();
  const { launches } = await measure(RunWriter.create(join(folder, 'runs'), run), house, materials);
  signal.throwIfAborted();
  return { run: run.id, folder: join('runs', run.id), seed, blocks, launches };
}

/** The targets of all arms under the names of the arms, and the suites of head, which judge both. */
function houseOf({ found }: Session): House {
  const targets = gateArms.flatMap((arm) => armsOf(found[arm].targets, arm));
  return { suites: found.head.suites, targets, generators, unavailable: [] };
}

/** Targets of a revision as the arms that they are. What they need has been asked of it; the builds of this house are not its. */
export function armsOf(targets: readonly Target[], arm: GateArm): Target[] {
  return targets.map((target) => ({ ...target, name: armName(target.name, arm), needs: [] }));
}

function timingOf({ timing }: GateConfig): typeof gateTiming {
  const given = Object.entries(timing).filter(([, value]) => value !== undefined);
  return { ...gateTiming, ...(Object.fromEntries(given) as Partial<typeof gateTiming>) };
}

/** A line of progress. */
export function say(line: string): void {
  process.stderr.write(`check: ${line}\n`);
}
