/** The threads of the primitives suite: each primitive with the threads that use it and count what they see. */
import type { Parking, Primitive } from '../../suites/primitives/measure.js';
import {
  createdAtOnce,
  operationsAtOnce,
  sleepsEachOf,
  sleepTimes,
  turnsEachOf,
} from '../../suites/primitives/sizes.js';
import { shuffledIndices } from '../../suites/producer-consumer/random-work.js';
import { Channel, Mutex, Scheduler, Semaphore, type ThreadBody } from './index.js';

export class PrimitiveThreads {
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
  readonly #threads = new Scheduler();
  readonly #count: number;
  readonly #seed: number;

  constructor(count: number, seed: number) {
    this.#count = count;
    this.#seed = seed;
  }

  switches(): Primitive {
    const turnsEach = turnsEachOf(this.#count);
    const { counters } = this;
    const threads = this.#threads;
    function* switcher(): ThreadBody {
      for (let turn = 1; turn < turnsEach; turn++) {
        counters.turns++;
        yield threads.giveWay();
      }
      counters.turns++;
    }
    const operations = turnsEach * this.#count;
    return {
      operations,
      before: () => this.#startShuffled(switcher),
      run: () => threads.run(),
      after: () => void (counters.switched += operations),
    };
  }

  creation(): Primitive {
    const operations = createdAtOnce(this.#count);
    return {
      operations,
      run: () => this.#spawnNewcomers(operations),
      after: () => this.#threads.run(),
    };
  }

  lives(): Primitive {
    const operations = createdAtOnce(this.#count);
    return {
      operations,
      run: () => {
        this.#spawnNewcomers(operations);
        return this.#threads.run();
      },
    };
  }

  locks(): Primitive {
    const { counters } = this;
    function* locker(mutex: Mutex): ThreadBody {
      for (let turn = 0; turn < operationsAtOnce; turn++) {
        if (!mutex.tryLock()) yield mutex.lock();
        counters.held++;
        mutex.unlock();
      }
    }
    return this.#played(() => {
      this.#threads.spawn(locker(new Mutex(this.#threads)));
      counters.locked += operationsAtOnce;
    });
  }

  /** Two threads, each of which waits for a permit that the other gives. */
  handOffs(): Primitive {
    const { counters } = this;
    function* player(mine: Semaphore, others: Semaphore): ThreadBody {
      for (let turn = 0; turn < operationsAtOnce / 2; turn++) {
        if (!mine.tryAcquire()) yield mine.acquire();
        counters.taken++;
        others.release();
      }
    }
    return this.#played(() => {
      const first = new Semaphore(this.#threads, 1);
      const second = new Semaphore(this.#threads, 0);
      this.#threads.spawn(player(first, second));
      this.#threads.spawn(player(second, first));
      counters.handed += operationsAtOnce;
    });
  }

  messages(): Primitive {
    const { counters } = this;
    function* sender(channel: Channel<number>): ThreadBody {
      for (let message = 0; message < operationsAtOnce; message++) {
        yield* channel.send(message);
        counters.sent++;
      }
    }
    function* receiver(channel: Channel<number>): ThreadBody {
      for (let expected = 0; expected < operationsAtOnce; expected++) {
        if ((yield* channel.receive()) === expected) counters.received++;
      }
    }
    return this.#played(() => {
      const channel = new Channel<number>(this.#threads, 1);
      this.#threads.spawn(sender(channel));
      this.#threads.spawn(receiver(channel));
    });
  }

  sleeps(): Primitive {
    const sleepsEach = sleepsEachOf(this.#count);
    const sleepTime = sleepTimes(this.#count, this.#seed);
    const { counters } = this;
    const threads = this.#threads;
    function* sleeper(): ThreadBody {
      for (let sleep = 0; sleep < sleepsEach; sleep++) {
        yield threads.sleep(sleepTime());
        counters.woken++;
      }
    }
    const operations = sleepsEach * this.#count;
    return {
      operations,
      before: () => this.#startShuffled(sleeper),
      run: () => threads.run(),
      after: () => void (counters.slept += operations),
    };
  }

  /** All wait for one semaphore, but a last one, which runs when all of them do. */
  parking(): Parking {
    const count = this.#count;
    const { counters } = this;
    const threads = this.#threads;
    const gate = new Semaphore(threads, 0);
    function* waiter(): ThreadBody {
      counters.parked++;
      yield gate.acquire();
      counters.released++;
    }
    function* last(allWait: () => void): ThreadBody {
      allWait();
      for (let permit = 0; permit < count; permit++) gate.release();
    }
    return {
      threads: count,
      run: (allWait) => {
        this.#startShuffled(waiter);
        threads.spawn(last(allWait));
        return threads.run();
      },
    };
  }

  #played(start: () => void): Primitive {
    return {
      operations: operationsAtOnce,
      run: () => {
        start();
        return this.#threads.run();
      },
    };
  }

  #spawnNewcomers(count: number): void {
    const { counters } = this;
    function* newcomer(): ThreadBody {
      counters.ran++;
    }
    for (let index = 0; index < count; index++) this.#threads.spawn(newcomer());
    counters.created += count;
  }

  /** Creates one thread after the other, and starts them in another order: in that of their memory they would be flattered. */
  #startShuffled(body: () => ThreadBody): void {
    const created = Array.from({ length: this.#count }, () => this.#threads.create(body()));
    for (const index of shuffledIndices(this.#count, this.#seed)) created[index]?.start();
  }
}
