/** How a claim reads a figure: targets against each other, or against themselves, along one factor. */
import type { Evidence } from '../model/claim.js';
import type { Point } from '../model/point.js';
import type { Asked } from './rules.js';

/** What a claim looks at. */
export interface SweepShape {
  readonly factor: string;
  /** What is counted along the factor, for sentences: `pairs`. */
  readonly unit: string;
  /** The metric; or several, of which the first counts that both sides have a valid number of. */
  readonly metrics: readonly [string, ...string[]];
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

  /** Values of the factor at which all of these targets were measured, ascending. */
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
    const { metrics } = this.#shape;
    const chosen =
      metrics.find((metric) =>
        [a, b].every(({ target, point }) => this.#evidence.cell(target, point, metric) !== null),
      ) ?? metrics[0];
    const words = chosen === metrics[0] ? what : `${what}, by ${chosen}`;
    return { what: words, ...this.#evidence.ratio(a, b, chosen) };
  }
}

function fits(point: Point, fixed: Point): boolean {
  return Object.entries(fixed).every(([name, value]) => point[name] === value);
}
