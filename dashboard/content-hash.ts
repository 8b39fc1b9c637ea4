/** A hash that two publications of a run share only when they show the same numbers from the same launches. */
import { createHash } from 'node:crypto';

/** The first 12 hexadecimal digits of the SHA-256 over the canonical JSON of these values, one after the other. */
export function contentHash(values: Iterable<unknown>): string {
  const hash = createHash('sha256');
  for (const value of values) hash.update(canonicalJson(value));
  return hash.digest('hex').slice(0, 12);
}

/** JSON with the keys of every object in order: equal values are equal texts, whatever order they were written in. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) {
    // Most arrays are long columns of numbers.
    const isPlain = value.every((item) => typeof item !== 'object');
    return isPlain ? JSON.stringify(value) : `[${value.map(canonicalJson).join()}]`;
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join()}}`;
}
