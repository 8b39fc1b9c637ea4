/**
 * What is in a block: bytes 0 to 7 its number (little-endian, as all that follow), 8 to 15 the tag of its file, then
 * pseudo-random bytes, and in the last four the CRC-32C of all before them. A block that was torn, mixed up with another
 * or taken from the other file cannot pass for the right one.
 */
import { createCipheriv } from 'node:crypto';
import { crc32c } from '@node-rs/crc32';
import { blockBytes } from './layout.js';

const tagAt = 8;
const checksumAt = blockBytes - 4;
/** Blocks of the cipher in one of ours. */
const cipherBlocks = blockBytes / 16;

/**
 * The bytes of `count` blocks from number `first` on. What is random in them is the AES-128-CTR key stream of the seed,
 * from a place that belongs to this tag and this number.
 */
export function contentOf(seed: number, tag: number, first: number, count: number): Buffer {
  const key = Buffer.alloc(16);
  key.writeBigUInt64LE(BigInt(seed));
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt(tag));
  counter.writeBigUInt64BE(BigInt(first * cipherBlocks), 8);
  const bytes = createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(count * blockBytes));
  for (let index = 0; index < count; index++) {
    const block = bytes.subarray(index * blockBytes, (index + 1) * blockBytes);
    block.writeBigUInt64LE(BigInt(first + index));
    block.writeBigUInt64LE(BigInt(tag), tagAt);
    block.writeUInt32LE(crc32c(block.subarray(0, checksumAt)), checksumAt);
  }
  return bytes;
}

/** Whether these are the bytes of that block of that file. */
export function isWhole(block: Buffer, number: number, tag: number): boolean {
  return (
    block.readUInt32LE(0) === number &&
    block.readUInt32LE(4) === 0 &&
    block.readUInt32LE(tagAt) === tag &&
    block.readUInt32LE(tagAt + 4) === 0 &&
    block.readUInt32LE(checksumAt) === crc32c(block.subarray(0, checksumAt))
  );
}
