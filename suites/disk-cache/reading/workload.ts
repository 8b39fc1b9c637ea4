/** The points of both disk suites, as the targets in TypeScript read them. */
import * as z from 'zod';
import type { Point } from '../../../harness/model/point.js';
import { blocksOf } from '../files/layout.js';

const factorsSchema = z.object({
  threads: z.int().positive(),
  /** disk-head has none: all its reads are misses. */
  missRate: z.number().min(0).max(1).default(1),
  cachedMb: z.int().positive().optional(),
  directMb: z.int().positive(),
  verifyEvery: z.int().positive(),
});

/** What is to be read. */
export interface ReadingWorkload {
  readonly threads: number;
  readonly missRate: number;
  /** Blocks of `cached`; 0 where nothing is read from it. */
  readonly cachedBlocks: number;
  readonly directBlocks: number;
  /** One block of so many is looked at. */
  readonly verifyEvery: number;
}

export function readingOf(point: Point): ReadingWorkload {
  const { threads, missRate, cachedMb = 0, directMb, verifyEvery } = factorsSchema.parse(point);
  const cachedBlocks = missRate === 1 ? 0 : blocksOf(cachedMb);
  return { threads, missRate, cachedBlocks, directBlocks: blocksOf(directMb), verifyEvery };
}
