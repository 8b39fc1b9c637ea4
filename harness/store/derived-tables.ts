/** The tables of a run: all of them made from its launches, and made again to see that they still say the same. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchRecord } from '../model/launch.js';
import type { Run } from '../model/run.js';
import { launchesCsv, summaryCsv } from './csv.js';
import { type Comparison, compareTexts } from './compare-texts.js';

/** Text of every table by the name of its file. */
export function derivedTables(
  { suites }: Pick<Run, 'suites'>,
  launches: readonly LaunchRecord[],
): Record<string, string> {
  return { 'launches.csv': launchesCsv(launches, suites), 'summary.csv': summaryCsv(launches, suites) };
}

/** A stored file beside what is made anew from the launches. */
export interface RecomputedFile {
  readonly file: string;
  /** Null when it is not there. */
  readonly comparison: Comparison | null;
}

/** A file that was derived once, held against what it would be now. */
export function recomputed(file: string, made: string): RecomputedFile {
  if (!existsSync(file)) return { file, comparison: null };
  return { file, comparison: compareTexts(readFileSync(file, 'utf8'), made) };
}

/** The tables stored in a run's folder, held against its launches. */
export function recomputedTables(stored: {
  readonly folder: string;
  readonly run: Pick<Run, 'suites'>;
  readonly launches: readonly LaunchRecord[];
}): RecomputedFile[] {
  return Object.entries(derivedTables(stored.run, stored.launches)).map(([name, text]) =>
    recomputed(join(stored.folder, name), text),
  );
}
