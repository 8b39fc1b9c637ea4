/** What became of making everything derived again: for machines, and for the terminal. */
import { type DerivedFile, derivedStates, type Recomputation } from '../model/recomputation.js';
import { printable } from './printable.js';

/** True when all that is stored is what the launches give. */
export function allAgree(all: readonly Recomputation[]): boolean {
  return all.every(({ files }) => files.every(({ state }) => state === 'same'));
}

/** What `recompute --json` prints. */
export function recomputeDocument(all: readonly Recomputation[]): Record<string, unknown> {
  return { schema: 1, agrees: allAgree(all), recomputed: all };
}

/** What `recompute` prints. */
export function recomputeReport(all: readonly Recomputation[]): string {
  return all
    .map(({ of, launches, seed, files }) =>
      [
        `${of}: made again from ${launches} launches, seed ${seed}`,
        ...(files.length === 0
          ? ['  a kept run has no tables: nothing is stored to be held against them']
          : []),
        ...files.map(entryOf),
      ].join('\n'),
    )
    .join('\n\n');
}

function entryOf({ file, state, lines, differing, first }: DerivedFile): string {
  const head = `  ${state.toUpperCase()}  ${file}: ${derivedStates[state]}`;
  if (first === null) return state === 'same' ? `${head} (${lines} lines)` : head;
  return [
    `${head}: ${differing} of ${lines} lines, first line ${first.line}`,
    `      stored: ${inWords(first.stored)}`,
    `      made:   ${inWords(first.made)}`,
  ].join('\n');
}

function inWords(line: string | null): string {
  return line === null ? '(no such line)' : printable(line);
}
