/** The async functions of the primitives suite: each primitive with those that use it and count what they see. */
import type { Parking, Primitive } from '../../suites/primitives/measure.js';
import {
  createdAtOnce,
  operationsAtOnce,
  sleepsEachOf,
  sleepTimes,
  turnsEachOf,
} from '../../suites/primitives/sizes.js';
import { shuffledIndices } from '../../suites/producer-consumer/random-work.js';
import { AsyncBuffer } from './async-buffer.js';
import { PromiseMutex } from './promise-mutex.js';

/** Awaited to let the others run. */
const resolved = Promise.resolve();

export class PrimitiveFunctions {
  readonly counters = {
    created: 0,
    ran: 0,
    switched: 0,
    turns: 0,
    locked: 0,
    held: 0,
    handed: 0,
    taken: 0,
    sent: 0,
    received: 0,
    slept: 0,
    woken: 0,
    parked: 0,
    released: 0,
  };
  readonly #count: number;
  readonly #seed: number;

  constructor(count: number, seed: number) {
    this.#count = count;
    this.#seed = seed;
  }

  /** Each call begins with all functions waiting for a promise each; those are resolved in shuffled order. */
  switches(): Primitive {
    const turnsEach = turnsEachOf(this.#count);
    const operations = turnsEach * this.#count;
    const { counters } = this;
    let go = (): void => {};
    let ended: Promise<unknown> = resolved;
    const switcher = async (gate: Promise<void>): Promise<void> => {
      await gate;
      counters.turns++;
      for (let turn = 1; turn < turnsEach; turn++) {
        await resolved;
        counters.turns++;
      }
    };
    return {
      operations,
      before: () => {
        const gates = this.#gates();
        ended = Promise.all(gates.promises.map(switcher));
        go = gates.open;
      },
      run: async () => {
        go();
        await ended;
      },
      after: () => void (counters.switched += operations),
    };
  }

  creation(): Primitive {
    const operations = createdAtOnce(this.#count);
    let ended: Promise<unknown> = resolved;
    return {
      operations,
      run: () => void (ended = Promise.all(this.#newcomers(operations))),
      after: async () => void (await ended),
    };
  }

  lives(): Primitive {
    const operations = createdAtOnce(this.#count);
    return {
      operations,
      run: async () => void (await Promise.all(this.#newcomers(operations))),
    };
  }

  locks(): Primitive {
    const { counters } = this;
    return {
      operations: operationsAtOnce,
      async run() {
        const mutex = new PromiseMutex();
        for (let turn = 0; turn < operationsAtOnce; turn++) {
          const release = await mutex.acquire();
          counters.held++;
          release();
        }
        counters.locked += operationsAtOnce;
      },
    };
  }

  /** Two functions that ask for the mutex again before they release it: each release hands it to the other. */
  handOffs(): Primitive {
    const { counters } = this;
    const player = async (mutex: PromiseMutex): Promise<void> => {
      let next = mutex.acquire();
      for (let turn = 0; turn < operationsAtOnce / 2; turn++) {
        const release = await next;
        counters.taken++;
        next = mutex.acquire();
        release();
      }
      (await next)();
    };
    return {
      operations: operationsAtOnce,
      async run() {
        const mutex = new PromiseMutex();
        await Promise.all([player(mutex), player(mutex)]);
        counters.handed += operationsAtOnce;
      },
    };
  }

  messages(): Primitive {
    const { counters } = this;
    const sender = async (buffer: AsyncBuffer): Promise<void> => {
      for (let message = 0; message < operationsAtOnce; message++) {
        while (buffer.isFull) await buffer.room();
        buffer.put(message);
        counters.sent++;
      }
    };
    const receiver = async (buffer: AsyncBuffer): Promise<void> => {
      for (let expected = 0; expected < operationsAtOnce; expected++) {
        while (buffer.isEmpty) await buffer.message();
        if (buffer.take() === expected) counters.received++;
      }
    };
    return {
      operations: operationsAtOnce,
      async run() {
        const buffer = new AsyncBuffer(1);
        await Promise.all([sender(buffer), receiver(buffer)]);
      },
    };
  }

  /** Timers of Node, which know whole milliseconds, one at least. */
  sleeps(): Primitive {
    const sleepsEach = sleepsEachOf(this.#count);
    const operations = sleepsEach * this.#count;
    const sleepTime = sleepTimes(this.#count, this.#seed);
    const { counters } = this;
    const sleeper = async (): Promise<void> => {
      for (let sleep = 0; sleep < sleepsEach; sleep++) {
        const milliseconds = sleepTime();
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        counters.woken++;
      }
    };
    return {
      operations,
      run: async () => void (await Promise.all(Array.from({ length: this.#count }, sleeper))),
      after: () => void (counters.slept += operations),
    };
  }

  parking(): Parking {
    const { counters } = this;
    const waiter = async (gate: Promise<void>): Promise<void> => {
      counters.parked++;
      await gate;
      counters.released++;
    };
    return {
      threads: this.#count,
      run: async (allWait) => {
        const gates = this.#gates();
        const ended = Promise.all(gates.promises.map(waiter));
        allWait();
        gates.open();
        await ended;
      },
    };
  }

  #newcomers(count: number): Promise<void>[] {
    const { counters } = this;
    const newcomer = async (): Promise<void> => {
      await resolved;
      counters.ran++;
    };
    counters.created += count;
    return Array.from({ length: count }, newcomer);
  }

  /** A promise for each function, resolved one by one in shuffled order. */
  #gates(): { promises: Promise<void>[]; open: () => void } {
    const resolves: (() => void)[] = [];
    const promises = Array.from(
      { length: this.#count },
      () => new Promise<void>((resolve) => resolves.push(resolve)),
    );
    const open = (): void => {
      for (const index of shuffledIndices(this.#count, this.#seed)) resolves[index]?.();
    };
    return { promises, open };
  }
}
