/** A run as the page knows it: what was published of it, or what the reader brought. Pure. */
import { cellKey, type CellSummary } from '../../../harness/model/cell.js';
import type { JudgedClaim } from '../../../harness/model/claim.js';
import { failureReasons, type LaunchRecord } from '../../../harness/model/launch.js';
import type { Plan } from '../../../harness/model/plan.js';
import type { Run } from '../../../harness/model/run.js';
import type { TierTable } from '../../../harness/model/tier.js';
import { validityReasons } from '../../../harness/model/validity.js';
import { grouped } from '../../../harness/judge/grouped.js';
import { tiersOf } from '../../../harness/judge/compare/tiers.js';
import { type FloorOf, floorsOf } from '../../../harness/judge/noise-floor.js';
import { summarise } from '../../../harness/stats/summarise.js';
import { count } from '../chart/numbers.js';

/** A run without its launches: these are counted, for there may be a hundred thousand. */
export interface RunOutline extends Omit<Run, 'plan'> {
  readonly plan: Omit<Plan, 'launches'> & {
    /** How many were planned, and in how many blocks at most. */
    readonly launches: number;
    readonly blocks: number;
  };
}

export interface LoadedRun {
  readonly run: RunOutline;
  /** Hash of the published content; null for a run that the reader brought. */
  readonly hash: string | null;
  /** Launches that are recorded. */
  readonly recorded: number;
  /** Every cell of the plan and metric of its suite; one without a record has no launches and no validity. */
  readonly cells: readonly CellSummary[];
  /** What the launches of a cell said besides their numbers, by key of the cell; of most there is nothing. */
  readonly remarks: ReadonlyMap<string, CellRemarks>;
  /** Of every suite, point and metric. */
  readonly tiers: readonly TierTable[];
  /** Null where nobody judged them: the page does not have the rules. */
  readonly claims: readonly JudgedClaim[] | null;
  /** Noise floors of the machine, as they were when the run was published. */
  readonly floorOf: FloorOf;
  /**
   * The launches of a suite, read when they are first asked for, in the order of the plan.
   * @throws DataError when their file is missing or damaged
   */
  launchesOf(suite: string): Promise<readonly LaunchRecord[]>;
}

export interface CellRemarks {
  /** Why the target cannot do this here. */
  readonly unsupported: string | null;
  /** How many launches failed in which way. */
  readonly failures: readonly string[];
}

/** What may be known of a run besides its launches; tiers are made when they are first asked for, unless they are given. */
export type KnownOfRun = Partial<Pick<LoadedRun, 'claims' | 'floorOf' | 'tiers'>>;

/** @throws TuttiError RUN_DAMAGED when a launch is of no suite of the run */
export function loadedRun(run: Run, launches: readonly LaunchRecord[], known: KnownOfRun = {}): LoadedRun {
  const all = [...summarise(launches, run.suites), ...missingCells(run, launches)];
  const floorOf = known.floorOf ?? floorsOf(null);
  let { tiers } = known;
  return {
    run: outlineOf(run),
    hash: null,
    recorded: launches.length,
    cells: run.suites.flatMap(({ name }) => all.filter(({ suite }) => suite === name)),
    remarks: remarksOf(launches),
    get tiers() {
      return (tiers ??= tiersOf(run, launches, floorOf));
    },
    claims: known.claims ?? null,
    floorOf,
    launchesOf: (suite) => Promise.resolve(launchesInOrder(run, launches, suite)),
  };
}

/** The launches of a suite in the order of the plan: one that was broken off and resumed was recorded in another. */
export function launchesInOrder(
  { plan }: Pick<Run, 'plan'>,
  launches: readonly LaunchRecord[],
  suite: string,
): LaunchRecord[] {
  const places = new Map(plan.launches.map(({ id }, place) => [id, place]));
  return launches
    .filter((launch) => launch.suite === suite)
    .sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
}

export function outlineOf(run: Run): RunOutline {
  const { launches, ...plan } = run.plan;
  const blocks = launches.reduce((most, { block }) => Math.max(most, block), 0);
  return { ...run, plan: { ...plan, launches: launches.length, blocks } };
}

/** A run for those who judge: they read seed and timing of the plan, and take the launches beside it. */
export function judgedRun(run: RunOutline): Run {
  return { ...run, plan: { ...run.plan, launches: [] } };
}

/** Every target that the run knows, so that each keeps its colour whatever is shown. */
export function targetsOf({ run, cells }: Pick<LoadedRun, 'run' | 'cells'>): string[] {
  return [...new Set([...run.targets.map(({ name }) => name), ...cells.map(({ target }) => target)])];
}

/** The planned cells that no launch was recorded of. */
function missingCells(run: Run, launches: readonly LaunchRecord[]): CellSummary[] {
  const seen = new Set(launches.map(cellKey));
  const missing = run.plan.launches.filter((planned) => {
    const key = cellKey(planned);
    return !seen.has(key) && seen.add(key);
  });
  return missing.flatMap(({ suite, target, point }) =>
    (run.suites.find(({ name }) => name === suite)?.metrics ?? []).map(({ name, unit, better }) => ({
      suite,
      target,
      point,
      metric: name,
      unit,
      better,
      n: 0,
      median: null,
      lo: null,
      hi: null,
      validity: [],
    })),
  );
}

function remarksOf(launches: readonly LaunchRecord[]): Map<string, CellRemarks> {
  const saying = launches.filter(({ outcome }) => outcome !== 'measured');
  return new Map([...grouped(saying, cellKey)].map(([key, records]) => [key, cellRemarks(records)]));
}

function cellRemarks(records: readonly LaunchRecord[]): CellRemarks {
  const failures = new Map<string, number>();
  for (const record of records) {
    if (record.outcome !== 'failed') continue;
    const words = failureReasons[record.failure.reason];
    failures.set(words, (failures.get(words) ?? 0) + 1);
  }
  return {
    unsupported: records.find((record) => record.outcome === 'unsupported')?.reason ?? null,
    failures: [...failures].map(([words, number]) => `${count(number, 'launch', 'launches')}: ${words}`),
  };
}

/**
 * What is to be said of a cell's number, in words: `valid`, `missing`, or everything that is known against it.
 * @param cell a row of `summarise`, or a point of a series
 */
export function validityWords(
  cell: Pick<CellSummary, 'n' | 'validity'>,
  remarks: CellRemarks | undefined,
): string {
  if (cell.validity.length === 0) return cell.n > 0 ? 'valid' : 'missing: not measured in this run';
  const words = cell.validity.map((code) => {
    if (code === 'unsupported') return `unsupported: ${remarks?.unsupported ?? validityReasons[code].words}`;
    const details = code === 'errors' && remarks !== undefined ? ` (${remarks.failures.join('; ')})` : '';
    return `${validityReasons[code].words}${details}`;
  });
  return words.join('; ');
}
