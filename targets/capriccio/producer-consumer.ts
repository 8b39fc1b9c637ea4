/** The producer-consumer suite on user-level threads: one mutex, two condition variables, a bounded ring of messages. */
import { type Answer, serveLaunch, WorkCounter } from '../../harness/authoring/index.js';
import { shuffledIndices, spin, workloadOf } from '../../suites/producer-consumer/workload.js';
import {
  Condition,
  Mutex,
  RecentFirst,
  RoundRobin,
  Scheduler,
  type Thread,
  type ThreadBody,
} from './index.js';
import { emptyMessage, MessageRing } from './message-ring.js';

/** The variant `recent-first`: one turn in 64, and one wake-up in 64, goes to the thread that has waited longest. */
const policy =
  process.argv[2] === 'recent-first'
    ? { runQueue: new RecentFirst(64), fairEvery: 64 }
    : { runQueue: new RoundRobin() };

await serveLaunch(async (specification, { ready }): Promise<Answer> => {
  const { pairs, capacity, spin: bound } = workloadOf(specification.point);
  const threads = new Scheduler(policy);
  const mutex = new Mutex(threads, 'the mutex of the buffer');
  const notFull = new Condition(threads, mutex, 'room in the buffer');
  const notEmpty = new Condition(threads, mutex, 'a message in the buffer');
  const buffer = new MessageRing(capacity);
  const counters = { produced: 0, consumed: 0, progressed: 0, finished: 0 };
  let stopping = false;
  /** Keeps the random work from being optimised away. */
  let checksum = 0;
  let work: WorkCounter;

  function* producer(): ThreadBody {
    let produced = 0;
    while (!stopping) {
      if (!mutex.tryLock()) yield mutex.lock();
      while (buffer.isFull && !stopping) yield notFull.wait();
      if (!stopping) {
        buffer.put(emptyMessage);
        produced++;
      }
      notEmpty.signal();
      mutex.unlock();
    }
    counters.produced += produced;
    end(produced);
  }

  function* consumer(seed: number): ThreadBody {
    let consumed = 0;
    let random = seed;
    while (!stopping) {
      if (!mutex.tryLock()) yield mutex.lock();
      while (buffer.isEmpty && !stopping) yield notEmpty.wait();
      if (stopping) {
        mutex.unlock();
        break;
      }
      buffer.take();
      notFull.signal();
      mutex.unlock();
      random = spin(random, bound);
      consumed++;
      if (!work.add()) stop();
    }
    counters.consumed += consumed;
    checksum += random;
    end(consumed);
  }

  function stop(): void {
    stopping = true;
    notFull.broadcast();
    notEmpty.broadcast();
  }

  function end(items: number): void {
    if (items > 0) counters.progressed++;
    counters.finished++;
  }

  const createdFrom = performance.now();
  const created: Thread<void>[] = [];
  for (let index = 0; index < 2 * pairs; index++) {
    created.push(threads.create(index % 2 === 0 ? producer() : consumer(specification.seed + index)));
  }
  for (const index of shuffledIndices(2 * pairs, specification.seed)) created[index]?.start();
  const createTime = ((performance.now() - createdFrom) * 1000) / created.length;
  ready();
  work = new WorkCounter(specification);
  await threads.run();
  return {
    ...work.window.result(),
    metrics: {
      switchesPerItem: { value: threads.dispatches / counters.consumed, unit: 'switches' },
      createTime: { value: createTime, unit: 'us' },
    },
    verification: { ...counters, checksum, buffered: buffer.length, threads: created.length },
  };
});
