import { describe, expect, it } from 'vitest';
import { contentOf } from '../files/block.js';
import { blockBytes, tags } from '../files/layout.js';
import { alignedMemory } from './aligned-blocks.js';
import { BlockReader, type SharedReading } from './block-reader.js';
import { blocksRead, memoryForCounts, progressed, total } from './read-counts.js';

function shared(overrides: Partial<SharedReading> = {}): SharedReading {
  return {
    missRate: 0.5,
    cachedBlocks: 16,
    directBlocks: 32,
    verifyEvery: 1,
    seed: 1,
    blocks: alignedMemory(3),
    counts: memoryForCounts(3),
    ...overrides,
  };
}

/** Draws a read and gives the reader the block it should get, damaged or not. */
function readRight(reader: BlockReader, damage: (block: Buffer) => void = () => {}): void {
  reader.draw();
  const tag = reader.isMiss ? tags.direct : tags.cached;
  reader.buffer.set(contentOf(1, tag, reader.position / blockBytes, 1));
  damage(reader.buffer);
  reader.ended(blockBytes);
}

describe('a reader of blocks', () => {
  it('counts hits and misses, and finds every block that it looks at right', () => {
    const ours = shared();
    const reader = new BlockReader(ours, 1);
    for (let read = 0; read < 100; read++) readRight(reader);
    expect(blocksRead(ours.counts)).toBe(100);
    expect(total(ours.counts, 'misses')).toBeGreaterThan(20);
    expect(total(ours.counts, 'hits')).toBeGreaterThan(20);
    expect(total(ours.counts, 'verified')).toBe(100);
    expect(total(ours.counts, 'wrong')).toBe(0);
    expect(progressed(ours.counts)).toBe(1);
  });

  it('looks at one block of so many', () => {
    const ours = shared({ verifyEvery: 8 });
    const reader = new BlockReader(ours, 0);
    for (let read = 0; read < 100; read++) readRight(reader);
    expect(total(ours.counts, 'verified')).toBe(12);
  });

  it.each<[string, (block: Buffer) => void]>([
    ['damaged', (block) => (block[1000] = (block[1000] ?? 0) ^ 1)],
    ['another', (block) => block.set(contentOf(1, tags.direct, 77, 1))],
    ['left from before', (block) => block.fill(0)],
  ])('finds a block that is %s', (_, damage) => {
    const ours = shared({ missRate: 0 });
    readRight(new BlockReader(ours, 0), damage);
    expect(total(ours.counts, 'wrong')).toBe(1);
  });

  it('counts what was short and what failed, and neither as a block', () => {
    const ours = shared();
    const reader = new BlockReader(ours, 2);
    reader.draw();
    reader.ended(100);
    reader.draw();
    reader.ended(undefined);
    expect([total(ours.counts, 'short'), total(ours.counts, 'failed')]).toEqual([1, 1]);
    expect(blocksRead(ours.counts)).toBe(0);
    expect(progressed(ours.counts)).toBe(0);
  });

  it('reads inside its file only', () => {
    const reader = new BlockReader(shared(), 0);
    for (let read = 0; read < 1000; read++) {
      reader.draw();
      expect(reader.position / blockBytes).toBeLessThan(reader.isMiss ? 32 : 16);
    }
  });
});
