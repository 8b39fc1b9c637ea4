/** What a claim is judged by: the cells of one suite of a run, and a record of what was asked of them. */
import { cellKey, type CellSummary } from '../../model/cell.js';
import type { ClaimCell, ClaimSide, Evidence, PairedValues } from '../../model/claim.js';
import type { LaunchRecord } from '../../model/launch.js';
import { type Point, pointKey } from '../../model/point.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { spoiling, type ValidityCode } from '../../model/validity.js';
import { pairedRatio } from '../../stats/paired.js';
import { type MeasuredCell, type MeasuredPoint, measuredPoints, valuesByBlock } from '../measured-points.js';

/** A number that can be judged by: its summary, and the values behind it by block. */
interface Valid {
  readonly summary: CellSummary;
  readonly values: ReadonlyMap<number, number>;
}

/** No number: why, in words, and the marks that spoiled it where it was marks. */
interface Gap {
  readonly why: string;
  readonly marks: readonly ValidityCode[];
}

/** One suite of a run. */
export class MeasuredSuite {
  readonly declaration: SuiteDeclaration;
  readonly #points: ReadonlyMap<string, MeasuredPoint>;

  constructor(declaration: SuiteDeclaration, launches: readonly LaunchRecord[]) {
    this.declaration = declaration;
    const points = measuredPoints(launches, [declaration]);
    this.#points = new Map(points.map((measured) => [pointKey(measured.point), measured]));
  }

  /**
   * The points at which a target was played, whatever came of it: a launch that failed is news, not a point less. Where it
   * declined every launch it was not played.
   */
  points(target: string): Point[] {
    return [...this.#points.values()]
      .filter(({ launches }) =>
        launches.some((launch) => launch.target === target && launch.outcome !== 'unsupported'),
      )
      .map(({ point }) => point);
  }

  /** The launches of a cell that gave a result, by id. */
  launches({ target, point }: ClaimSide): string[] {
    return (this.#cell(target, point)?.measured ?? []).map(({ id }) => id);
  }

  /** What can be judged by, or why there is nothing. */
  look({ target, point, metric: name }: ClaimCell): Valid | Gap {
    const cell = this.#cell(target, point);
    if (cell === undefined) return { why: 'not in the run', marks: [] };
    const metric = this.declaration.metrics.find((one) => one.name === name);
    const summary = cell.summaries.get(name);
    if (metric === undefined || summary === undefined)
      return { why: `the run declares no ${name}`, marks: [] };
    const marks = spoiling(summary.validity, metric);
    if (marks.length > 0) return { why: marks.join(' '), marks };
    if (summary.median === null) return { why: summary.validity.join(' ') || `without ${name}`, marks };
    return { summary, values: valuesByBlock(cell, metric) };
  }

  #cell(target: string, point: Point): MeasuredCell | undefined {
    return this.#points.get(pointKey(point))?.cells.get(target);
  }
}

/** Evidence from launch records. */
export class RecordedEvidence implements Evidence {
  readonly suite: SuiteDeclaration;
  readonly #measured: MeasuredSuite;
  readonly #asked = new Map<string, ClaimCell>();

  constructor(measured: MeasuredSuite) {
    this.suite = measured.declaration;
    this.#measured = measured;
  }

  cell(target: string, point: Point, metric: string): CellSummary | null {
    const found = this.#look({ target, point }, metric);
    return 'why' in found ? null : found.summary;
  }

  spoiledBy(target: string, point: Point, metric: string): readonly ValidityCode[] {
    const found = this.#look({ target, point }, metric);
    return 'why' in found ? found.marks : [];
  }

  /**
   * Paired by block. A block number is that of a pass over all points, so that two points pair as well; they are then a pass
   * apart at most, not neighbours.
   */
  ratio(a: ClaimSide, b: ClaimSide, metric: string): PairedValues {
    const [ours, theirs] = [this.#look(a, metric), this.#look(b, metric)];
    if ('why' in ours || 'why' in theirs) {
      return { n: 0, ratio: null, lo: null, hi: null };
    }
    const pairs = [...ours.values].flatMap(([block, value]) => {
      const other = theirs.values.get(block);
      if (other === undefined) return [];
      return [ours.summary.better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
    });
    const { n, ratio, lo, hi } = pairedRatio(pairs);
    return { n, ratio, lo, hi };
  }

  points(target: string): Point[] {
    return this.#measured.points(target);
  }

  /** All that was asked for, there or not. */
  cells(): ClaimCell[] {
    return [...this.#asked.values()];
  }

  /** The launches behind it. */
  launches(): string[] {
    return [...new Set(this.cells().flatMap((cell) => this.#measured.launches(cell)))].sort();
  }

  /** Where there was no valid number, and why: it may be that the rule could do without. */
  gaps(): string[] {
    return this.#notes((found) => ('why' in found ? `no valid number (${found.why})` : null));
  }

  /** Marks that do not forbid a verdict, and where they are. */
  marks(): string[] {
    return this.#notes((found) => {
      const marks = 'why' in found ? [] : found.summary.validity;
      return marks.length === 0 ? null : `marked ${marks.join(' ')}`;
    });
  }

  /** The cells of which the same is to be said, together. */
  #notes(saying: (found: Valid | Gap) => string | null): string[] {
    const places = new Map<string, Set<string>>();
    for (const cell of this.#asked.values()) {
      const said = saying(this.#measured.look(cell));
      if (said !== null) places.set(said, (places.get(said) ?? new Set()).add(this.#inWords(cell)));
    }
    return [...places].map(([said, cells]) => `${said}: ${[...cells].join(', ')}`);
  }

  /** A cell in words: the target, and the factors that are not as usual. */
  #inWords({ target, point }: ClaimCell): string {
    const unusual = this.suite.factors.filter(
      ({ name, default: usual }, place) => place === 0 || point[name] !== usual,
    );
    return `${target} at ${unusual.map(({ name }) => `${name}=${point[name]}`).join(' ')}`;
  }

  #look({ target, point }: ClaimSide, metric: string): Valid | Gap {
    const cell = { suite: this.suite.name, target, point, metric };
    this.#asked.set(`${cellKey(cell)}|${metric}`, cell);
    return this.#measured.look(cell);
  }
}
