/** What every target in TypeScript does before the first read of a launch and after the last. */
import type { LaunchSpecification } from '../../../harness/model/protocol.js';
import { alignedMemory } from './aligned-blocks.js';
import type { SharedReading } from './block-reader.js';
import { locationsIn, openFiles, type OpenFiles } from './open-files.js';
import { cachedBlocks, warm } from './page-cache.js';
import { memoryForCounts, progressed, total } from './read-counts.js';
import { readingOf } from './workload.js';

/** A launch that can begin. */
export interface Prepared {
  readonly threads: number;
  readonly shared: SharedReading;
  readonly files: OpenFiles;
  /** Where the files are. */
  readonly materials: string;
  /** The counters of verification, when all threads have ended. */
  verification(): Record<string, number>;
}

/**
 * Opens the files, brings `cached` into the page cache and makes memory for all threads.
 * @throws what the system says of files that cannot be read
 */
export function prepareReading(specification: LaunchSpecification): Prepared | { unsupported: string } {
  const { point, seed, materials } = specification;
  if (materials === undefined) throw new Error('the specification names no materials');
  const { threads, ...workload } = readingOf(point);
  const files = openFiles(materials);
  if ('unsupported' in files) return files;
  const { cached } = locationsIn(materials);
  const hasHits = workload.cachedBlocks > 0;
  const cachedBefore = hasHits ? warm(cached) : 0;
  if (typeof cachedBefore !== 'number') return cachedBefore;
  const counts = memoryForCounts(threads);
  const shared = { ...workload, seed, blocks: alignedMemory(threads), counts };
  return {
    threads,
    shared,
    files,
    materials,
    verification() {
      const cachedAfter = hasHits ? cachedBlocks(cached) : 0;
      if (typeof cachedAfter !== 'number') throw new Error(cachedAfter.unsupported);
      return { ...countersOf(counts), cachedBefore, cachedAfter, threads };
    },
  };
}

function countersOf(counts: SharedArrayBuffer): Record<string, number> {
  const names = ['hits', 'misses', 'verified', 'wrong', 'short', 'failed', 'finished'] as const;
  const sums = names.map((name) => [name, total(counts, name)]);
  return { ...Object.fromEntries(sums), progressed: progressed(counts) };
}
