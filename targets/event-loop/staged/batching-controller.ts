/**
 * The batching controller of a stage, after SEDA's: it looks for the smallest batch that keeps the stage's throughput up,
 * since large batches use the caches better, and small ones answer sooner. It lowers the size as long as throughput holds,
 * raises it a little when throughput gives way, and starts again from the largest when throughput falls by much, which
 * means that the load has changed.
 */

/** The most events that one call of a handler is given. */
export const largestBatch = 1024;
const smallestBatch = 8;
/** Events after which the size is looked at again. */
const eventsPerLook = 4096;
/** Throughput below this share of what it was has given way; below the other it has fallen by much. */
const givenWay = 0.95;
const fallen = 0.5;
/** The weight of the newest look in the moving average. */
const newest = 0.25;

export class BatchingController {
  /** Most events of the next batch. */
  size = largestBatch;
  #events = 0;
  #busyMs = 0;
  /** Events a millisecond, as a moving average; 0 before the first look. */
  #throughput = 0;

  /** A handler has taken so long for so many events. */
  observe(events: number, milliseconds: number): void {
    this.#events += events;
    this.#busyMs += milliseconds;
    if (this.#events < eventsPerLook || this.#busyMs === 0) return;
    this.#look(this.#events / this.#busyMs);
    this.#events = 0;
    this.#busyMs = 0;
  }

  #look(throughput: number): void {
    const before = this.#throughput;
    if (before > 0 && throughput < before * fallen) {
      this.size = largestBatch;
      this.#throughput = throughput;
      return;
    }
    if (throughput < before * givenWay) this.size = Math.min(largestBatch, Math.ceil(this.size * 1.2));
    else this.size = Math.max(smallestBatch, Math.floor(this.size * 0.9));
    this.#throughput = before === 0 ? throughput : before + newest * (throughput - before);
  }
}
