/**
 * A guess at whether the page cache has what will be read next, from how long the last reads took: Node has no read that
 * comes back rather than wait for a disk.
 */

/**
 * A read that took longer than this would have done better in the pool: handing over to a kernel thread and back costs a
 * good part of it, and nobody else could run meanwhile.
 */
export const slowMs = 0.05;
/** After a slow read so many are not tried; twice as many after the next, and half as many after a quick one. */
const fewestUntried = 8;
const mostUntried = 1024;
/** Looking at the clock twice costs a tenth of a quick read: where all are quick, one of so many is timed. */
const longestStride = 8;

export class CacheGuess {
  /** Reads that turned out to be slow. */
  slow = 0;
  #untried = 0;
  #penalty = fewestUntried;
  #stride = 1;
  #untimed = 0;

  /** Whether the next read is worth trying on the spot; to be asked once for each read. */
  isHopeful(): boolean {
    if (this.#untried === 0) return true;
    this.#untried--;
    return false;
  }

  /** Whether the read that is about to be tried is to be timed; to be asked once for each of them. */
  isCurious(): boolean {
    if (this.#untimed === 0) return true;
    this.#untimed--;
    return false;
  }

  /** A read that was timed took so many milliseconds. */
  took(milliseconds: number): void {
    if (milliseconds <= slowMs) {
      if (this.#penalty > fewestUntried) this.#penalty /= 2;
      if (this.#stride < longestStride) this.#stride *= 2;
      this.#untimed = this.#stride - 1;
      return;
    }
    this.slow++;
    this.#stride = 1;
    this.#untried = this.#penalty;
    if (this.#penalty < mostUntried) this.#penalty *= 2;
  }
}
