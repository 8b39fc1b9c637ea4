/** Judges the claims of suites by the launches of a run. Pure: the same launches give the same verdicts. */
import { cellKey, type CellSummary } from '../model/cell.js';
import type {
  Claim,
  ClaimCell,
  ClaimSide,
  Evidence,
  Judgement,
  JudgedClaim,
  PairedValues,
} from '../model/claim.js';
import type { LaunchRecord, MeasuredLaunch } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import type { Factor, Point } from '../model/point.js';
import type { Suite, SuiteDeclaration } from '../model/suite.js';
import type { ValidityCode } from '../model/validity.js';
import { pairedRatio } from '../stats/paired.js';
import { summarise } from '../stats/summarise.js';

/** What judging needs of a suite. */
export type ClaimingSuite = Pick<Suite, 'name' | 'claims'>;

/** A cell with one of these has no number to judge by: its work was not done, or not all of it. */
const worthless: readonly ValidityCode[] = ['verification-failed', 'errors', 'failed-requests'];
/** These say that the load was not what it should have been: nothing that depends on it is judged. */
const badLoad: readonly ValidityCode[] = ['generator-bound', 'rate-not-met', 'littles-law'];
/** What depends on the load. CPU time per unit of work does not: see METHODOLOGY.md. */
const loadSources = new Set<Metric['source']>(['throughput', 'generator', 'failed-requests']);

/** Stands under every verdict. */
const ratiosOnly = 'Ratios within this run: nothing is held against the values of 2003.';

/** A run as far as judging needs it. */
export interface JudgedRun {
  readonly suites: readonly SuiteDeclaration[];
  readonly launches: readonly LaunchRecord[];
}

/** Every claim of these suites, in the order they are declared. */
export function judgeClaims(suites: readonly ClaimingSuite[], run: JudgedRun): JudgedClaim[] {
  const asked = new Set(suites.map(({ name }) => name));
  const declared = run.suites.filter(({ name }) => asked.has(name));
  const launches = run.launches.filter(({ suite }) => asked.has(suite));
  const index = new LaunchIndex(launches, declared);
  const known = new Set(declared.map(({ name }) => name));
  return suites.flatMap(({ name, claims = [] }) =>
    claims.map((claim) => {
      if (known.has(name)) return judgeClaim(claim, new RunEvidence(name, index));
      return judged(claim, name, { verdict: 'not-measured', detail: 'the suite is not in the run' });
    }),
  );
}

function judgeClaim(claim: Claim, evidence: RunEvidence): JudgedClaim {
  const { verdict, detail } = claim.judge(evidence);
  const notes = verdict === 'not-measured' ? evidence.gaps() : evidence.marks();
  const said = [detail, ...notes].filter((part) => part !== '').join('; ');
  return judged(
    claim,
    evidence.suite,
    { verdict, detail: `${said}. ${ratiosOnly}` },
    evidence.cells(),
    evidence.launches(),
  );
}

function judged(
  { id, claim, source, figure, rule }: Claim,
  suite: string,
  judgement: Judgement,
  cells: ClaimCell[] = [],
  launches: string[] = [],
): JudgedClaim {
  return { id, claim, source, suite, figure: figure ?? null, rule, ...judgement, cells, launches };
}

/** Launches and summaries by cell. */
class LaunchIndex {
  readonly #launches = new Map<string, MeasuredLaunch[]>();
  readonly #summaries = new Map<string, CellSummary>();
  readonly #points = new Map<string, Point[]>();
  readonly #sources = new Map<string, Metric['source']>();
  readonly #factors = new Map<string, readonly Factor[]>();

  constructor(launches: readonly LaunchRecord[], suites: readonly SuiteDeclaration[]) {
    for (const { name, metrics, factors } of suites) {
      this.#factors.set(name, factors);
      for (const metric of metrics) this.#sources.set(`${name}|${metric.name}`, metric.source);
    }
    for (const launch of launches) {
      if (launch.outcome === 'measured') append(this.#launches, cellKey(launch), launch);
    }
    for (const summary of summarise(launches, suites)) {
      const key = cellKey(summary);
      const first = !this.#summaries.has(key);
      this.#summaries.set(`${key}|${summary.metric}`, summary);
      // Any summary of a cell stands for the cell.
      if (!first) continue;
      this.#summaries.set(key, summary);
      if (this.#launches.has(key)) append(this.#points, `${summary.suite}|${summary.target}`, summary.point);
    }
  }

  measured(cell: ClaimCell): readonly MeasuredLaunch[] {
    return this.#launches.get(cellKey(cell)) ?? [];
  }

  points(suite: string, target: string): readonly Point[] {
    return this.#points.get(`${suite}|${target}`) ?? [];
  }

  /** The summary of a cell and metric, or why there is no valid number in it. */
  look(cell: ClaimCell): CellSummary | string {
    const key = cellKey(cell);
    if (!this.#summaries.has(key)) return 'not in the run';
    const summary = this.#summaries.get(`${key}|${cell.metric}`);
    if (summary === undefined) return `without ${cell.metric}, which the run does not declare`;
    const source = this.#sources.get(`${cell.suite}|${cell.metric}`);
    const forbidding =
      source !== undefined && loadSources.has(source) ? [...worthless, ...badLoad] : worthless;
    const against = summary.validity.filter((code) => forbidding.includes(code));
    if (against.length > 0) return against.join(' ');
    if (summary.median === null) return summary.validity.join(' ') || `without ${cell.metric}`;
    return summary;
  }

  /** A cell in words: the target, and the factors that are not as usual. */
  placeOf({ suite, target, point }: ClaimCell): string {
    const unusual = (this.#factors.get(suite) ?? []).filter(
      ({ name, default: usual }, place) => place === 0 || point[name] !== usual,
    );
    return `${target} at ${unusual.map(({ name }) => `${name}=${point[name]}`).join(' ')}`;
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The evidence that one claim asks for, with a record of what it asked. */
class RunEvidence implements Evidence {
  readonly suite: string;
  readonly #index: LaunchIndex;
  readonly #asked = new Map<string, ClaimCell>();

  constructor(suite: string, index: LaunchIndex) {
    this.suite = suite;
    this.#index = index;
  }

  cell(target: string, point: Point, metric: string): CellSummary | null {
    const found = this.#look({ suite: this.suite, target, point, metric });
    return typeof found === 'string' ? null : found;
  }

  /**
   * Paired by block. A block number is that of a pass over all points, so that two points pair as well; they are then a pass
   * apart at most, not neighbours.
   */
  ratio(a: ClaimSide, b: ClaimSide, metric: string): PairedValues {
    const [ours, theirs] = [a, b].map((side) => ({ suite: this.suite, ...side, metric }));
    if (ours === undefined || theirs === undefined) return nothing;
    const [cellA, cellB] = [this.#look(ours), this.#look(theirs)];
    if (typeof cellA === 'string' || typeof cellB === 'string') return nothing;
    const others = new Map(this.#values(theirs));
    const pairs = this.#values(ours).flatMap(([block, value]) => {
      const other = others.get(block);
      if (other === undefined) return [];
      return [cellA.better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
    });
    const { n, ratio, lo, hi } = pairedRatio(pairs);
    return { n, ratio, lo, hi };
  }

  points(target: string): Point[] {
    return [...this.#index.points(this.suite, target)];
  }

  /** All that was asked for, there or not. */
  cells(): ClaimCell[] {
    return [...this.#asked.values()];
  }

  /** The launches behind it. */
  launches(): string[] {
    const ids = this.cells().flatMap((cell) => this.#index.measured(cell).map(({ id }) => id));
    return [...new Set(ids)].sort();
  }

  /** Why there was no valid number, and where. */
  gaps(): string[] {
    return this.#notes((found) => (typeof found === 'string' ? found : null));
  }

  /** Marks that do not forbid a verdict, and where they are. */
  marks(): string[] {
    return this.#notes((found) =>
      typeof found === 'string' || found.validity.length === 0 ? null : `marked ${found.validity.join(' ')}`,
    );
  }

  /** The cells of which the same is to be said, together. */
  #notes(saying: (found: CellSummary | string) => string | null): string[] {
    const places = new Map<string, Set<string>>();
    for (const cell of this.#asked.values()) {
      const said = saying(this.#index.look(cell));
      if (said !== null) places.set(said, (places.get(said) ?? new Set()).add(this.#index.placeOf(cell)));
    }
    return [...places].map(([said, cells]) => `${said}: ${[...cells].join(', ')}`);
  }

  #look(cell: ClaimCell): CellSummary | string {
    this.#asked.set(`${cellKey(cell)}|${cell.metric}`, cell);
    return this.#index.look(cell);
  }

  /** Values by block. */
  #values(cell: ClaimCell): [block: number, value: number][] {
    return this.#index.measured(cell).flatMap(({ block, metrics }) => {
      const value = metrics[cell.metric];
      return value === undefined ? [] : [[block, value] as [number, number]];
    });
  }
}

const nothing: PairedValues = { n: 0, ratio: null, lo: null, hi: null };
