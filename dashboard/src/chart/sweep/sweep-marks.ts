/** What is known against the numbers of a sweep: every mark with the targets and values that carry it. Pure. */
import { wordsOfMarks } from '../../../../harness/model/validity.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { listed } from '../../page/place-words.js';
import { exact } from '../numbers.js';
import type { SweepCell } from './sweep.js';

/** One mark, or one reason why numbers are missing, in words; and whom it is about, at which values. */
export interface SweepMark {
  readonly words: string;
  readonly places: string;
}

export function sweepMarks(cells: readonly SweepCell[], remarks: LoadedRun['remarks']): SweepMark[] {
  const marks = new Map<string, SweepCell[]>();
  for (const cell of cells) {
    const reasons = cell.n > 0 ? wordsOfMarks(cell.validity) : [whyMissing(cell, remarks)];
    for (const words of reasons) marks.set(words, [...(marks.get(words) ?? []), cell]);
  }
  return [...marks].map(([words, marked]) => ({ words, places: placesOf(marked) }));
}

function whyMissing({ key, validity }: SweepCell, remarks: LoadedRun['remarks']): string {
  const words = validityWords({ n: 0, validity }, remarks.get(key));
  return validity.length === 0 ? words : `without a value: ${words}`;
}

/** `native at 1,024 and 4,096; nginx at 4,096`. */
function placesOf(cells: readonly SweepCell[]): string {
  const values = new Map<string, string[]>();
  for (const { target, value } of cells) {
    const text = typeof value === 'number' ? exact(value) : value;
    values.set(target, [...(values.get(target) ?? []), text]);
  }
  return [...values].map(([target, texts]) => `${target} at ${listed(texts, Infinity)}`).join('; ');
}
