/**
 * What a thread reads, and in which order: drawn from the seed of the launch and the number of the thread, the same on
 * every target. The native form, step for step this one, is targets/native/workload/disk/draw.h.
 */

/** xoshiro128** (Blackman and Vigna), its state filled by the finaliser of MurmurHash3 over a Weyl sequence. */
export class Draw {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number, thread: number) {
    const from = mix(mix(seed) ^ Math.imul(thread + 1, weyl));
    this.#a = mix(from + weyl);
    this.#b = mix(from + 2 * weyl);
    this.#c = mix(from + 3 * weyl);
    this.#d = mix(from + 4 * weyl) | 1;
  }

  /** Whether the next read is a miss: true with this probability, from 0 to 1. */
  misses(missRate: number): boolean {
    return this.#next() < missRate * 2 ** 32;
  }

  /** Which of so many blocks it reads, each as likely as any other. */
  block(blocks: number): number {
    return Math.floor((this.#next() / 2 ** 32) * blocks);
  }

  #next(): number {
    const multiplied = Math.imul(this.#b, 5);
    const result = Math.imul((multiplied << 7) | (multiplied >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }
}

const weyl = 0x9e37_79b9;

function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return mixed ^ (mixed >>> 16);
}
