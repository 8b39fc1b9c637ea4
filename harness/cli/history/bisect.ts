/** Two ends of a range of commits, measured again side by side; and the search for the commit that made the difference. */
import { join } from 'node:path';
import { likenessOf, newerOverOlder } from '../../judge/trend/likeness.js';
import type { Bisection, BisectionStep, NamedCommit, SideBySide } from '../../model/bisection.js';
import { TuttiError } from '../../model/errors.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { Metric } from '../../model/metric.js';
import { bisect } from '../../revisions/bisect.js';
import type { CommitRange } from '../../revisions/commits-between.js';
import { verdictOf } from '../../stats/equivalence.js';
import { writeWhole } from '../../store/write-file.js';
import { type BenchGround, RevisionBench, say, type Side } from './revision-bench.js';

/** How often a commit that lies between the ends is measured before it is given up as undecided. */
const mostRounds = 3;

/** What to search, and with what. */
export interface BisectionRequest {
  readonly range: CommitRange;
  readonly ground: BenchGround;
  readonly metric: Metric;
  readonly floor: number;
  /** Blocks of one comparison. */
  readonly blocks: number;
  /** False: only the ends are measured. */
  readonly search: boolean;
}

/**
 * Measures the ends and, where they differ, searches. Every comparison is a run that is kept; what is known so far is in
 * `bisection.json` at every moment.
 * @throws TuttiError UNTESTABLE when an end cannot be measured
 */
export async function performBisection(request: BisectionRequest): Promise<Bisection> {
  const bench = new RevisionBench(request.ground);
  const work = new BisectionWork(request, bench);
  try {
    await work.ends();
    if (work.state.outcome === 'confirmed' && request.search) await work.search();
    return work.state;
  } finally {
    bench.close();
  }
}

class BisectionWork {
  state: Bisection;
  readonly #request: BisectionRequest;
  readonly #bench: RevisionBench;
  #old: Side | undefined;

  constructor(request: BisectionRequest, bench: RevisionBench) {
    const { range, ground, metric, floor } = request;
    this.#request = request;
    this.#bench = bench;
    this.state = {
      schema: 1,
      at: new Date().toISOString(),
      suite: ground.suite,
      target: ground.target,
      point: ground.point,
      metric: metric.name,
      unit: metric.unit,
      better: metric.better,
      floor,
      old: range.old,
      new: range.after.at(-1) ?? range.old,
      ends: null,
      steps: [],
      outcome: 'broken-off',
      suspects: [],
      blame: null,
    };
  }

  /** Compares the ends. */
  async ends(): Promise<void> {
    const { floor } = this.#request;
    this.#old = await this.#bench.open(this.state.old.commit);
    const young = await this.#bench.open(this.state.new.commit);
    const { measured: ends, failure } = await this.#measure(young, this.#old, () => true);
    young.remove();
    if (ends.ratio === null) {
      throw new TuttiError('UNTESTABLE', { commit: this.state.new.commit.slice(0, 10), reason: failure });
    }
    const verdict = verdictOf(ends, floor);
    this.#learn({
      ends,
      outcome: verdict === 'faster' || verdict === 'slower' ? 'confirmed' : 'not-confirmed',
    });
  }

  /** Searches the first commit that is like the new end. */
  async search(): Promise<void> {
    const { after } = this.#request.range;
    this.#learn({ outcome: 'broken-off' });
    const names = new Map(after.map((named) => [named.commit, named]));
    const { suspects } = await bisect(
      after.map(({ commit }) => commit),
      async (commit) => {
        const step = await this.#ask(names.get(commit) ?? { commit, subject: '' });
        this.#learn({ steps: [...this.state.steps, step] });
        say(
          `${commit.slice(0, 10)} ${step.subject}: ${step.likeness}${step.reason === '' ? '' : `, ${step.reason}`}`,
        );
        return step.likeness;
      },
    );
    const named = suspects.flatMap((commit) => names.get(commit) ?? []);
    const blame = await this.#blame(named);
    this.#learn({ suspects: named, blame, outcome: named.length === 1 ? 'found' : 'range' });
  }

  /** One commit against the old end, again and again until it is decided, or given up. */
  async #ask(named: NamedCommit): Promise<BisectionStep> {
    const difference = this.state.ends?.ratio ?? 1;
    let side: Side;
    try {
      side = await this.#bench.open(named.commit);
    } catch (thrown) {
      if (!(thrown instanceof TuttiError) || thrown.code !== 'UNTESTABLE') throw thrown;
      return { ...named, likeness: 'untestable', reason: thrown.message, measured: null };
    }
    try {
      const decided = (one: SideBySide): boolean => likenessOf(one, difference) !== 'undecided';
      const { measured, failure } = await this.#measure(side, this.#oldEnd(), decided);
      if (measured.ratio === null) return { ...named, likeness: 'untestable', reason: failure, measured };
      const likeness = likenessOf(measured, difference);
      const reason = likeness === 'undecided' ? `between the two ends after ${measured.n} blocks` : '';
      return { ...named, likeness, reason, measured };
    } finally {
      side.remove();
    }
  }

  /** The last suspect against the commit before the first one. */
  async #blame(suspects: readonly NamedCommit[]): Promise<SideBySide | null> {
    const { after } = this.#request.range;
    const [last, first] = [suspects.at(-1), suspects[0]];
    const before = after[after.findIndex(({ commit }) => commit === first?.commit) - 1]?.commit;
    if (last === undefined) return null;
    // Where the old end itself comes before, the two have been compared.
    if (before === undefined) {
      const step = this.state.steps.find(({ commit }) => commit === last.commit);
      return step?.measured ?? this.state.ends;
    }
    const older = await this.#bench.open(before);
    const newer = await this.#bench.open(last.commit);
    return (await this.#measure(newer, older, () => true)).measured;
  }

  /**
   * Launches two revisions in the same blocks, in several rounds when it takes them: the pairs of all count.
   * @param enough whether it can be ended
   */
  async #measure(
    newer: Side,
    older: Side,
    enough: (measured: SideBySide) => boolean,
  ): Promise<{ measured: SideBySide; failure: string }> {
    const { metric, ground, blocks } = this.#request;
    const arms = {
      suite: ground.suite,
      point: ground.point,
      newer: newer.target.name,
      older: older.target.name,
    };
    const runs: string[] = [];
    const launches: LaunchRecord[][] = [];
    for (;;) {
      const made = await this.#bench.compare(newer, older, blocks);
      runs.push(join('runs', made.run));
      launches.push(made.launches);
      const measured = { against: older.commit, runs: [...runs], ...newerOverOlder(launches, arms, metric) };
      const failure = firstFailure(launches.flat());
      if (measured.ratio === null || enough(measured) || runs.length === mostRounds)
        return { measured, failure };
    }
  }

  #oldEnd(): Side {
    if (this.#old === undefined) throw new Error('the ends are measured before anything between them');
    return this.#old;
  }

  #learn(more: Partial<Bisection>): void {
    this.state = { ...this.state, ...more };
    const file = join(this.#request.ground.folder, 'bisection.json');
    writeWhole(file, `${JSON.stringify(this.state, null, 1)}\n`, '--bisections DIR');
  }
}

/** Why there is no number, where there is none. */
function firstFailure(launches: readonly LaunchRecord[]): string {
  for (const launch of launches) {
    if (launch.outcome === 'unsupported') return `${launch.target}: ${launch.reason}`;
    if (launch.outcome === 'failed')
      return `${launch.target}: ${launch.failure.reason}: ${launch.failure.detail}`;
  }
  return 'no block has a valid number of both';
}
