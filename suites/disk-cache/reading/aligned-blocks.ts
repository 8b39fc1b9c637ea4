/** Memory that O_DIRECT can read into. Imports little, so that thousands of worker threads can load it. */
import { blockBytes } from '../files/layout.js';

/** WebAssembly's pages. */
const pageBytes = 65_536;

/**
 * Memory for so many blocks, each at an address that is a multiple of its size: the memory of WebAssembly begins at a
 * page of the system, which no other memory of Node's promises. It is shared, so that worker threads can have it.
 */
export function alignedMemory(blocks: number): SharedArrayBuffer {
  const pages = Math.max(1, Math.ceil((blocks * blockBytes) / pageBytes));
  const buffer: ArrayBufferLike = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
    .buffer;
  if (!(buffer instanceof SharedArrayBuffer)) throw new Error('WebAssembly gave memory that is not shared');
  return buffer;
}

/** The block of this number in such a memory. */
export function blockIn(memory: SharedArrayBuffer, index: number): Buffer {
  return Buffer.from(memory, index * blockBytes, blockBytes);
}
