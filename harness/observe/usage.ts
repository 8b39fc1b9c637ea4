/** The accounting of a launch's processes while they live, from /proc. */
import type { TreeUsage } from '../model/launch.js';
import { processTree, readProcess } from './proc.js';

/** Collects readings of one process tree; each process is remembered by its last reading. */
export class UsageSampler {
  readonly #root: number;
  readonly #last = new Map<number, NonNullable<ReturnType<typeof readProcess>>>();
  #threads = 0;

  /** @param root the first process of the tree */
  constructor(root: number) {
    this.#root = root;
  }

  /** Reads the tree now. */
  sample(): void {
    for (const pid of processTree(this.#root)) {
      const reading = readProcess(pid);
      if (reading === null) continue;
      this.#last.set(pid, reading);
      this.#threads = Math.max(this.#threads, reading.threads);
    }
  }

  /** Most kernel threads seen in one process; null before the first sample. */
  threads(): number | null {
    return this.#threads === 0 ? null : this.#threads;
  }

  /** Sums of the last readings; null when nothing was read. */
  usage(): TreeUsage | null {
    const readings = [...this.#last.values()];
    if (readings.length === 0) return null;
    const sum = (pick: (reading: (typeof readings)[number]) => number): number =>
      readings.reduce((total, reading) => total + pick(reading), 0);
    return {
      source: 'proc',
      userMs: sum(({ userMs }) => userMs),
      systemMs: sum(({ systemMs }) => systemMs),
      voluntarySwitches: sum(({ voluntarySwitches }) => voluntarySwitches),
      involuntarySwitches: sum(({ involuntarySwitches }) => involuntarySwitches),
      peakMemory: Math.max(...readings.map(({ peakMemory }) => peakMemory)),
      readBytes: sumOrNull(readings.map(({ readBytes }) => readBytes)),
      writtenBytes: sumOrNull(readings.map(({ writtenBytes }) => writtenBytes)),
      threads: this.threads(),
    };
  }
}

/** null when one of them is not known. */
function sumOrNull(counts: readonly (number | null)[]): number | null {
  return counts.reduce((total, count) => (total === null || count === null ? null : total + count), 0);
}
