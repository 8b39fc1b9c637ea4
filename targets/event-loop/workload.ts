/** What both ways of writing the producer-consumer suite on the event loop have in common: start, count, end, answer. */
import { type Answer, WorkCounter } from '../../harness/authoring/index.js';
import type { LaunchSpecification } from '../../harness/model/protocol.js';
import { shuffledIndices, spin, workloadOf } from '../../suites/producer-consumer/workload.js';

/** The run as its producers and consumers see it. */
export interface Run {
  /** True when the window is over and everybody is to come to an end. */
  stopping: boolean;
  /** The work on one item, and its count. Gives the consumer's next random state. */
  consume(random: number): number;
  /** An async function came to its end after so many items. */
  end(role: 'producer' | 'consumer', items: number, random?: number): void;
}

/** The two async functions and the buffer they share. */
export interface Party {
  producer(): Promise<void>;
  consumer(seed: number): Promise<void>;
  /** Wakes everybody who waits. */
  wakeAll(): void;
  /** Items in the buffer. */
  buffered(): number;
}

/** Starts 2 x pairs async functions in random order and waits for the end of all. */
export async function runOnEventLoop(
  specification: LaunchSpecification,
  ready: () => void,
  makeParty: (capacity: number, run: Run) => Party,
): Promise<Answer> {
  const { pairs, capacity, spin: bound } = workloadOf(specification.point);
  const counters = { produced: 0, consumed: 0, progressed: 0, finished: 0, checksum: 0 };
  const run: Run = {
    stopping: false,
    consume(random) {
      const next = spin(random, bound);
      if (!counter.add() && !run.stopping) {
        run.stopping = true;
        party.wakeAll();
      }
      return next;
    },
    end(role, items, random = 0) {
      counters[role === 'producer' ? 'produced' : 'consumed'] += items;
      counters.checksum += random;
      if (items > 0) counters.progressed++;
      counters.finished++;
    },
  };
  const party = makeParty(capacity, run);
  const createdFrom = performance.now();
  const ends: Promise<void>[] = [];
  for (const index of shuffledIndices(2 * pairs, specification.seed)) {
    ends.push(index % 2 === 0 ? party.producer() : party.consumer(specification.seed + index));
  }
  const createTime = ((performance.now() - createdFrom) * 1000) / ends.length;
  // They run from here on: each has begun with an await.
  ready();
  const counter = new WorkCounter(specification);
  await Promise.all(ends);
  return {
    ...counter.result(),
    metrics: { createTime: { value: createTime, unit: 'us' } },
    verification: { ...counters, buffered: party.buffered(), threads: ends.length },
  };
}
