/** A number in what a command prints. */
import type { Adapted } from './adapted.js';

/** The number of the last match: its first group, or the whole; null when nothing matches, or it is no number. */
export function printedNumber(
  output: string,
  { source, flags }: Adapted['measures'][number]['pattern'],
): number | null {
  const all = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  const match = [...output.matchAll(all)].at(-1);
  const text = (match?.[1] ?? match?.[0] ?? '').replaceAll(/[ _,](?=\d{3}(\D|$))/g, '').trim();
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? null : value;
}
