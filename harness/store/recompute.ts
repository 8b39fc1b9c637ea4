/** Holds stored files that were derived from launches against what the launches give now. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DerivedFile, Recomputation } from '../model/recomputation.js';
import { derivedTables } from './derived-tables.js';
import type { StoredRun } from './run-folder.js';

/** The tables of a run, made again; a kept run has none to be held against. */
export function recomputeRun({ folder, run, launches }: StoredRun): Recomputation {
  const files =
    folder === null
      ? []
      : Object.entries(derivedTables(run, launches)).map(([name, made]) =>
          compareStored(join(folder, name), made),
        );
  return { of: run.id, launches: launches.length, seed: run.plan.seed, files };
}

/** A stored file beside the text that it should have, line by line. */
export function compareStored(file: string, made: string): DerivedFile {
  const now = made.split('\n');
  if (!existsSync(file)) return { file, state: 'missing', lines: now.length, differing: null, first: null };
  const stored = readFileSync(file);
  const before = stored.toString('utf8').split('\n');
  const places = Array.from({ length: Math.max(before.length, now.length) }, (_, place) => place);
  const differing = places.filter((place) => before[place] !== now[place]);
  const [first] = differing;
  return {
    file,
    state: stored.equals(Buffer.from(made)) ? 'same' : 'different',
    lines: now.length,
    differing: differing.length,
    first:
      first === undefined
        ? null
        : { line: first + 1, stored: before[first] ?? null, made: now[first] ?? null },
  };
}
