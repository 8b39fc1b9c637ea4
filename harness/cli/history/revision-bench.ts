/** Measures revisions of one target side by side: each is opened, and two of them are launched in the same blocks. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { generators } from '../../load/generators.js';
import { TuttiError } from '../../model/errors.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { Point } from '../../model/point.js';
import { type ProfileName, profiles } from '../../model/profile.js';
import type { Suite } from '../../model/suite.js';
import { armName, type Target } from '../../model/target.js';
import { makePlan } from '../../plan/make-plan.js';
import type { UserConfig } from '../../model/user-config.js';
import { checkoutsPrefix } from '../../revisions/arms.js';
import { openRevision, type Revision } from '../../revisions/open-revision.js';
import type { Repository } from '../../revisions/resolve.js';
import { type RevisionTargets, revisionTargets } from '../../revisions/revision-targets.js';
import { RunWriter } from '../../store/run-folder.js';
import { builtFor } from '../first-use.js';
import type { House } from '../house.js';
import { chooseGenerators } from '../loading.js';
import { measure } from '../measure.js';
import { newRun } from '../new-run.js';

/** What all comparisons of a bench share. */
export interface BenchGround {
  readonly repository: Repository;
  /** The configuration of the working tree: what the target is, and how a checkout is set up. */
  readonly config: UserConfig;
  readonly suites: readonly Suite[];
  readonly suite: string;
  readonly target: string;
  readonly point: Point;
  readonly profile: ProfileName;
  /** Folder of the runs and logs. */
  readonly folder: string;
  readonly materials: string;
  readonly random: RandomGenerator;
  /** Aborted, with the error to throw, when it is broken off. */
  readonly signal: AbortSignal;
}

/** A revision that is ready to be launched. */
export interface Side {
  readonly commit: string;
  /** The target under the name of its arm, which is that of the commit. */
  readonly target: Target;
  readonly suites: readonly Suite[];
  remove(): void;
}

export class RevisionBench {
  readonly #ground: BenchGround;
  readonly #scratch = realpathSync(mkdtempSync(join(tmpdir(), checkoutsPrefix)));
  readonly #open = new Set<Revision>();

  constructor(ground: BenchGround) {
    this.#ground = ground;
  }

  /** @throws TuttiError UNTESTABLE when the revision cannot be set up, or has no such target */
  async open(commit: string): Promise<Side> {
    const { repository, config, suites, folder, signal } = this.#ground;
    const short = commit.slice(0, 10);
    say(`setting up ${short}`);
    try {
      const revision = await openRevision({
        repository: join(repository.top, repository.within),
        revision: commit,
        folder: join(this.#scratch, short),
        setup: config.gate?.setup ?? [],
        log: join(folder, `set-up-${short}.log`),
        signal,
      });
      this.#open.add(revision);
      const found = await revisionTargets(revision, config, repository.top, suites);
      const target = this.#targetAmong(found);
      const remove = (): void => this.#remove(revision);
      return {
        commit,
        target: { ...target, name: armName(target.name, short), needs: [] },
        suites: found.suites,
        remove,
      };
    } catch (thrown) {
      signal.throwIfAborted();
      if (!(thrown instanceof TuttiError)) throw thrown;
      throw new TuttiError('UNTESTABLE', { commit: short, reason: thrown.message }, thrown);
    }
  }

  #remove(revision: Revision): void {
    this.#open.delete(revision);
    revision.remove();
  }

  #targetAmong({ targets, unavailable }: RevisionTargets): Target {
    const { suite, target: name } = this.#ground;
    const target = targets.find((one) => one.name === name);
    const way = target?.suites[suite];
    if (target === undefined || way === undefined || !('command' in way)) {
      throw new TuttiError('UNKNOWN_TARGET', {
        name,
        known: targets.map((one) => one.name).join(', ') || 'none',
      });
    }
    const lack = unavailable.find((one) => one.target === name);
    if (lack !== undefined) throw new TuttiError('NOTHING_TO_MEASURE', { reasons: lack.reason });
    return target;
  }

  /**
   * Launches two revisions in the same blocks, as a run of its own.
   * @returns id of the run, and its launches
   */
  async compare(
    newer: Side,
    older: Side,
    blocks: number,
  ): Promise<{ run: string; launches: LaunchRecord[] }> {
    const { suite, point, profile, folder, materials, random, signal } = this.#ground;
    const targets = [newer.target, older.target];
    const house: House = { suites: older.suites, targets, generators, unavailable: [] };
    const treatments = [{ suite, point, targets: targets.map(({ name }) => name) }];
    const { warmupMs, measureMs, intervalMs, readyMs } = profiles[profile];
    const plan = makePlan({
      profile,
      seed: uniformInt(random, 0, 0x7fff_ffff),
      timing: { warmupMs, measureMs, intervalMs, readyMs },
      launches: blocks,
      treatments,
    });
    const loading = chooseGenerators(
      house,
      house.suites.filter(({ name }) => name === suite),
      undefined,
    );
    const selection = { treatments, targets, unavailable: [] };
    const built = builtFor(house, { suites: house.suites, targets, loading });
    const run = await newRun(built, plan, { selection, loading, materials });
    signal.throwIfAborted();
    const { launches } = await measure(RunWriter.create(join(folder, 'runs'), run), built, materials);
    signal.throwIfAborted();
    return { run: run.id, launches };
  }

  /** Removes every checkout. */
  close(): void {
    for (const revision of this.#open) this.#remove(revision);
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}

/** A line of progress. */
export function say(line: string): void {
  process.stderr.write(`history: ${line}\n`);
}
