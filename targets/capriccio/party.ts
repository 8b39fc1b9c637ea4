/** The producers and consumers of one launch, as threads, with the buffer they share. */
import { spin, type Workload } from '../../suites/producer-consumer/workload.js';
import { Condition, Mutex, type Scheduler, type ThreadBody } from './index.js';
import { emptyMessage, MessageRing } from './message-ring.js';

export class Party {
  readonly buffer: MessageRing;
  /** What the threads say of themselves when they end; `checksum` keeps the random work from being optimised away. */
  readonly counters = { produced: 0, consumed: 0, progressed: 0, finished: 0, checksum: 0 };
  readonly #mutex: Mutex;
  readonly #notFull: Condition;
  readonly #notEmpty: Condition;
  readonly #bound: number;
  #stopping = false;

  constructor(threads: Scheduler, { capacity, spin: bound }: Workload) {
    this.buffer = new MessageRing(capacity);
    this.#mutex = new Mutex(threads, 'the mutex of the buffer');
    this.#notFull = new Condition(threads, this.#mutex, 'room in the buffer');
    this.#notEmpty = new Condition(threads, this.#mutex, 'a message in the buffer');
    this.#bound = bound;
  }

  /** The body of a producer. */
  *producer(): ThreadBody {
    let produced = 0;
    for (;;) {
      if (!this.#mutex.tryLock()) yield this.#mutex.lock();
      while (this.buffer.isFull && !this.#stopping) yield this.#notFull.wait();
      if (this.#stopping) break;
      this.buffer.put(emptyMessage);
      produced++;
      this.#notEmpty.signal();
      this.#mutex.unlock();
    }
    this.#mutex.unlock();
    this.counters.produced += produced;
    this.#end(produced);
  }

  /**
   * The body of a consumer.
   * @param count counts one item; false when it is time to stop
   */
  *consumer(seed: number, count: () => boolean): ThreadBody {
    let consumed = 0;
    let random = seed;
    for (;;) {
      if (!this.#mutex.tryLock()) yield this.#mutex.lock();
      while (this.buffer.isEmpty && !this.#stopping) yield this.#notEmpty.wait();
      if (this.#stopping) break;
      this.buffer.take();
      this.#notFull.signal();
      this.#mutex.unlock();
      random = spin(random, this.#bound);
      consumed++;
      if (!count()) this.#stop();
    }
    this.#mutex.unlock();
    this.counters.consumed += consumed;
    this.counters.checksum += random;
    this.#end(consumed);
  }

  #stop(): void {
    this.#stopping = true;
    this.#notFull.broadcast();
    this.#notEmpty.broadcast();
  }

  #end(items: number): void {
    if (items > 0) this.counters.progressed++;
    this.counters.finished++;
  }
}
