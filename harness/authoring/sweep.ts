/** How a claim reads a figure: targets against each other, or against themselves, along one factor. */
import type { Evidence } from '../model/claim.js';
import type { Point } from '../model/point.js';
import type { Asked } from './rules.js';

/** What a claim looks at. */
export interface SweepShape {
  readonly factor: string;
  /** What is counted along the factor, for sentences: `pairs`. */
  readonly unit: string;
  readonly metric: string;
  /** The metric that counts instead where the generator was the limit, and nothing else leaves the first without a number. */
  readonly whereGeneratorBound?: string;
  /** The other factors; or several choices, of which the first counts that the run has any of the targets at. */
  readonly fixed: readonly [Point, ...Point[]];
}

/** One claim's view of a run. */
export class Sweep {
  readonly #evidence: Evidence;
  readonly #shape: SweepShape;
  readonly #fixed: Point;

  /** @param targets those that the claim is about */
  constructor(evidence: Evidence, shape: SweepShape, targets: readonly string[]) {
    this.#evidence = evidence;
    this.#shape = shape;
    const points = targets.flatMap((target) => evidence.points(target));
    this.#fixed = shape.fixed.find((fixed) => points.some((point) => fits(point, fixed))) ?? shape.fixed[0];
  }

  /**
   * Values of the factor at which all of these targets were played, ascending. One at which there is no valid number is among
   * them: a rule for every value of a sweep then says that it was not measured, and where.
   */
  values(...targets: readonly string[]): number[] {
    const [first = [], ...others] = targets.map((target) =>
      this.#evidence
        .points(target)
        .filter((point) => fits(point, this.#fixed))
        .map((point) => Number(point[this.#shape.factor])),
    );
    return first.filter((value) => others.every((values) => values.includes(value))).sort((a, b) => a - b);
  }

  /** How many times better a is than b at the same value. */
  versus(a: string, b: string, at: number): Asked {
    const point = this.#point(at);
    return this.#ask(
      { target: a, point },
      { target: b, point },
      `${a} over ${b} at ${at} ${this.#shape.unit}`,
    );
  }

  /** How many times better a target is at one value than at another. */
  across(target: string, at: number, other: number): Asked {
    const what = `${target} at ${at} over itself at ${other} ${this.#shape.unit}`;
    return this.#ask({ target, point: this.#point(at) }, { target, point: this.#point(other) }, what);
  }

  #point(value: number): Point {
    return { ...this.#fixed, [this.#shape.factor]: value };
  }

  #ask(a: { target: string; point: Point }, b: { target: string; point: Point }, what: string): Asked {
    const { metric, whereGeneratorBound: instead } = this.#shape;
    if (instead !== undefined && this.#isGeneratorBound(a, b)) {
      return { what: `${what}, by ${instead}`, ...this.#evidence.ratio(a, b, instead) };
    }
    return { what, ...this.#evidence.ratio(a, b, metric) };
  }

  /** Whether one side, or both, has no number for the sake of the generator alone, and the other has one. */
  #isGeneratorBound(...sides: readonly { target: string; point: Point }[]): boolean {
    const { metric } = this.#shape;
    const without = sides.filter(({ target, point }) => this.#evidence.cell(target, point, metric) === null);
    return (
      without.length > 0 &&
      without.every(
        ({ target, point }) => this.#evidence.spoiledBy(target, point, metric).join() === 'generator-bound',
      )
    );
  }
}

function fits(point: Point, fixed: Point): boolean {
  return Object.entries(fixed).every(([name, value]) => point[name] === value);
}
