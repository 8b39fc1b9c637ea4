/** A number in what a command prints. */
import type { Adapted } from './adapted.js';

/** Digits in groups of three, as `1,234,567.8`, `1 234` or `1_234`: with one kind of separator, and no zero in front. */
const grouped = /^[-+]?[1-9]\d{0,2}([ _,])\d{3}(?:\1\d{3})*(?:\.\d+)?$/;

/**
 * The number of the last match: its first group, or the whole; null when nothing matches, or it is no number. The point is
 * the decimal separator: `0,98` and `0,123` are no numbers.
 */
export function printedNumber(
  output: string,
  { source, flags }: Adapted['measures'][number]['pattern'],
): number | null {
  const all = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  const match = [...output.matchAll(all)].at(-1);
  const text = (match?.[1] ?? match?.[0] ?? '').trim();
  const value = Number(grouped.test(text) ? text.replaceAll(/[ _,]/g, '') : text);
  return text === '' || !Number.isFinite(value) ? null : value;
}
