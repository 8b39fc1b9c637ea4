/** The primitives of the suite that take two threads: the main one, and a worker for each. */
import type { Primitive } from '../../suites/primitives/measure.js';
import { operationsAtOnce } from '../../suites/primitives/sizes.js';
import { HandOver } from './hand-over.js';
import { Party, type WorkerTask } from './party.js';
import { SharedMutex } from './shared-mutex.js';
import { startWorker } from './start-workers.js';
import type { TurnTask } from './turn-worker.js';

/** Hand-offs in one call: each takes the kernel to wake a thread, so it takes fewer than what does not. */
export const rounds = 100;
const program = new URL('./turn-worker.js', import.meta.url);
const consumerProgram = new URL('./worker.js', import.meta.url);
/** The consumer's place at the channel. */
const consumer = 1;

export class Pair {
  readonly #handOver = new HandOver();
  readonly #party = Party.allocate(1, 2);
  readonly #mutex = new SharedMutex(new Int32Array(new SharedArrayBuffer(4)), 0);
  readonly #counters = { locked: 0, held: 0, handed: 0, sent: 0 };

  static async start(): Promise<Pair> {
    const pair = new Pair();
    await startWorker(program, { role: 'hand-over', memory: pair.#handOver.memory } satisfies TurnTask);
    const { memory } = pair.#party;
    const task: WorkerTask = { memory, capacity: 1, index: consumer, role: 'consumer', seed: 1, spin: 0 };
    await startWorker(consumerProgram, task);
    pair.#party.openGate();
    return pair;
  }

  readonly primitives = {
    lockTime: this.#locks(),
    handOffTime: this.#handOffs(),
    channelTime: this.#messages(),
  };

  /** Tells the workers to end. Gives the counters. */
  async end(): Promise<Record<string, number>> {
    this.#handOver.end();
    while (this.#party.finished < 1) {
      this.#party.stop();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [received = 0] = this.#party.counted([consumer]);
    return { ...this.#counters, taken: this.#handOver.taken, received };
  }

  #locks(): Primitive {
    return {
      operations: operationsAtOnce,
      run: () => {
        for (let turn = 0; turn < operationsAtOnce; turn++) {
          this.#mutex.lock();
          this.#counters.held++;
          this.#mutex.unlock();
        }
        this.#counters.locked += operationsAtOnce;
      },
    };
  }

  #handOffs(): Primitive {
    return {
      operations: 2 * rounds,
      run: () => {
        this.#handOver.handOver(rounds);
        this.#counters.handed += 2 * rounds;
      },
    };
  }

  /** Ends when the last message has been taken out of the buffer, which holds one. */
  #messages(): Primitive {
    const party = this.#party;
    return {
      operations: rounds,
      run: () => {
        party.mutex.lock();
        for (let message = 0; message < rounds; message++) {
          party.put();
          party.notEmpty.signal();
          this.#counters.sent++;
          while (party.isFull) party.notFull.wait();
        }
        party.mutex.unlock();
      },
    };
  }
}
