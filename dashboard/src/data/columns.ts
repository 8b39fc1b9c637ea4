/**
 * Rows as columns: ten thousand cells of six metrics are sixty thousand rows, which are read quickly as columns of numbers
 * and slowly as objects. What many rows have in common stands in a list once, and the rows name its place there. Pure.
 */
import * as z from 'zod';

/** Whole numbers from 0: counts, or places in a list. */
export const wholesSchema = z.array(z.int().nonnegative());
export const wholesOrNullSchema = z.array(z.int().nonnegative().nullable());
export const numbersOrNullSchema = z.array(z.number().nullable());

/** A list of what is different among many values, in the order of their first mention. */
export class Distinct<T> {
  readonly values: T[] = [];
  readonly #keyOf: (value: T) => string;
  readonly #places = new Map<string, number>();

  /** @param keyOf the same for values that are the same */
  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  /** The place of a value in the list, to which it is added when it is new. */
  placeOf(value: T): number {
    const key = this.#keyOf(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** @throws RangeError when a column is shorter than it is said to be, or names what is not in a list */
export function at<T>(values: readonly T[], place: number | undefined, name: string): T {
  const value = place === undefined ? undefined : values[place];
  if (value === undefined) throw new RangeError(`${name}: there is nothing at place ${place}`);
  return value;
}

/** @throws RangeError when a column is not as long as the others */
export function requireLength(columns: Readonly<Record<string, readonly unknown[]>>, length: number): void {
  for (const [name, column] of Object.entries(columns)) {
    if (column.length === length) continue;
    throw new RangeError(`${name}: has ${column.length} values instead of ${length}`);
  }
}
