/** What one thread does besides reading: draws what it reads, and looks at what it got. Imports little: see aligned-blocks.ts. */
import { Draw } from '../draw.js';
import { isWhole } from '../files/block.js';
import { blockBytes, tags } from '../files/layout.js';
import { blockIn } from './aligned-blocks.js';
import { ReadCounts } from './read-counts.js';

/** What all threads of a launch have in common; a worker thread can be given it. */
export interface SharedReading {
  readonly missRate: number;
  readonly cachedBlocks: number;
  readonly directBlocks: number;
  readonly verifyEvery: number;
  readonly seed: number;
  /** A block for each thread. */
  readonly blocks: SharedArrayBuffer;
  readonly counts: SharedArrayBuffer;
}

export class BlockReader {
  /** Where the next block is to be read to. */
  readonly buffer: Buffer;
  /** Whether the next read is a miss: of `direct`, not of `cached`. */
  isMiss = false;
  /** Where in the file it begins. */
  position = 0;
  readonly counts: ReadCounts;
  readonly #shared: SharedReading;
  readonly #draw: Draw;
  #number = 0;
  #untilVerified: number;

  constructor(shared: SharedReading, thread: number) {
    this.buffer = blockIn(shared.blocks, thread);
    this.counts = new ReadCounts(shared.counts, thread);
    this.#shared = shared;
    this.#draw = new Draw(shared.seed, thread);
    this.#untilVerified = shared.verifyEvery;
  }

  /** Draws the next read. */
  draw(): void {
    const { missRate, cachedBlocks, directBlocks } = this.#shared;
    this.isMiss = this.#draw.misses(missRate);
    this.#number = this.#draw.block(this.isMiss ? directBlocks : cachedBlocks);
    this.position = this.#number * blockBytes;
  }

  /** The read has ended. @param bytes that it brought; undefined when it failed */
  ended(bytes: number | undefined): void {
    if (bytes === blockBytes) {
      this.counts.add(this.isMiss ? 'misses' : 'hits');
      if (--this.#untilVerified === 0) this.#verify();
    } else {
      this.counts.add(bytes === undefined ? 'failed' : 'short');
    }
  }

  #verify(): void {
    this.#untilVerified = this.#shared.verifyEvery;
    this.counts.add('verified');
    const tag = this.isMiss ? tags.direct : tags.cached;
    if (!isWhole(this.buffer, this.#number, tag)) this.counts.add('wrong');
  }
}
