/** What became of making everything derived again: for machines, and for the terminal. */
import type { RecomputedFile } from '../store/derived-tables.js';
import { printable } from './printable.js';

/** What was made again, and from what. */
export interface Recomputation {
  /** Id of the run, or folder of the check. */
  readonly of: string;
  readonly launches: number;
  readonly seed: number;
  readonly files: readonly RecomputedFile[];
}

/** True when all that is stored is what the launches give. */
export function agrees({ files }: Recomputation): boolean {
  return files.every(({ comparison }) => comparison?.same === true);
}

/** What `recompute --json` prints. */
export function recomputeDocument(all: readonly Recomputation[]): Record<string, unknown> {
  return {
    schema: 1,
    agrees: all.every(agrees),
    recomputed: all.map(({ of, launches, seed, files }) => ({
      of,
      launches,
      seed,
      files: files.map(({ file, comparison }) => ({
        file,
        state: stateOf(comparison),
        differing: comparison?.differing ?? null,
        first: comparison?.first ?? null,
      })),
    })),
  };
}

/** What `recompute` prints. */
export function recomputeReport(all: readonly Recomputation[]): string {
  return all
    .map(({ of, launches, seed, files }) =>
      [`${of}: made again from ${launches} launches, seed ${seed}`, ...files.map(lineOf)].join('\n'),
    )
    .join('\n\n');
}

function lineOf({ file, comparison }: RecomputedFile): string {
  const head = `  ${stateOf(comparison).padEnd(9)}  ${file}`;
  if (comparison === null) return `${head}: there is no such file`;
  if (comparison.first === null) return `${head}: ${comparison.lines} lines, byte by byte`;
  const { line, stored, made } = comparison.first;
  return [
    `${head}: ${comparison.differing} of ${comparison.lines} lines, the first is line ${line}`,
    `      stored:     ${inWords(stored)}`,
    `      made again: ${inWords(made)}`,
  ].join('\n');
}

function stateOf(comparison: RecomputedFile['comparison']): 'same' | 'different' | 'missing' {
  if (comparison === null) return 'missing';
  return comparison.same ? 'same' : 'different';
}

function inWords(line: string | null): string {
  return line === null ? '(no such line)' : printable(line);
}
