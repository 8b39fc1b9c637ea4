/** Factors and points: what a suite sweeps, and one assignment of all of it. */
import * as z from 'zod';

export const factorValueSchema = z.union([z.number(), z.string()]);
export type FactorValue = z.infer<typeof factorValueSchema>;

/** A swept parameter of a suite. */
export const factorSchema = z.object({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: z.string().min(1),
  /** Unit of the values, or what is counted: `pairs`, `items`, `ms`. */
  unit: z.string(),
  /** The value a point has when it says nothing of this factor; its type is the type of every value. */
  default: factorValueSchema,
  /** Least allowed value of a numeric factor. */
  minimum: z.number().optional(),
  /** The only values a factor of words can have. */
  choices: z.array(z.string()).optional(),
});
export type Factor = z.infer<typeof factorSchema>;

/** One assignment of all factors of a suite. */
export const pointSchema = z.record(z.string(), factorValueSchema);
export type Point = z.infer<typeof pointSchema>;

/** Lists of values, factor by factor; stands for every combination of them. */
export const gridSchema = z.record(z.string(), z.array(factorValueSchema).min(1));
export type Grid = z.infer<typeof gridSchema>;

/** A point as one word, the same for equal points whatever the order of their keys: `capacity=1,pairs=8`. */
export function pointKey(point: Point): string {
  return Object.keys(point)
    .sort()
    .map((name) => `${name}=${point[name]}`)
    .join(',');
}

/** The point with every factor of a suite, those it does not name at their default. */
export function fullPoint({ factors }: { readonly factors: readonly Factor[] }, point: Point): Point {
  return { ...Object.fromEntries(factors.map((factor) => [factor.name, factor.default])), ...point };
}

/** Numbers ascending, words by code unit (the same in every locale), numbers before words: for sorting. */
export function compareFactorValues(a: FactorValue, b: FactorValue): number {
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === 'number' ? -1 : 1;
}

/** All points of a grid in order, factors the grid does not name at their default. */
export function expandGrid(factors: readonly Factor[], grid: Grid): Point[] {
  return factors.reduce<Point[]>(
    (points, factor) => {
      const values = grid[factor.name] ?? [factor.default];
      return points.flatMap((point) => values.map((value) => ({ ...point, [factor.name]: value })));
    },
    [{}],
  );
}
