/**
 * What is in a file: the AES-128-CTR key stream of the set's seed, from a place that no other file reaches. Not a secret,
 * but pseudo-random, different in every file, the same everywhere, and made at several gigabytes a second.
 */
import { createCipheriv } from 'node:crypto';

/** Blocks of 16 bytes between the begins of two files: 16 MiB, more than any file has. */
const blocksApart = 2 ** 20;

/** The bytes of a file. */
export function contentOf(seed: number, index: number, length: number): Buffer {
  const key = Buffer.alloc(16);
  key.writeBigUInt64LE(BigInt(seed));
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt(index) * BigInt(blocksApart), 8);
  return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(length));
}
