/** The producer-consumer suite on user-level threads: one mutex, two condition variables, a bounded ring of messages. */
import { type Answer, serveLaunch, WorkCounter } from '../../harness/authoring/index.js';
import { shuffledIndices, workloadOf } from '../../suites/producer-consumer/workload.js';
import { RecentFirst, RoundRobin, Scheduler } from './index.js';
import { Party } from './party.js';

/** The variant `recent-first`: one turn in 64, and one wake-up in 64, goes to the thread that has waited longest. */
const policy =
  process.argv[2] === 'recent-first'
    ? { runQueue: new RecentFirst(64), fairEvery: 64 }
    : { runQueue: new RoundRobin(), fairEvery: 1 };

await serveLaunch(async (specification, { ready }): Promise<Answer> => {
  const workload = workloadOf(specification.point);
  const threads = new Scheduler(policy);
  const party = new Party(threads, workload);
  const count = (): boolean => work.add();
  const createdFrom = performance.now();
  const created = Array.from({ length: 2 * workload.pairs }, (_, index) =>
    threads.create(index % 2 === 0 ? party.producer() : party.consumer(specification.seed + index, count)),
  );
  for (const index of shuffledIndices(created.length, specification.seed)) created[index]?.start();
  const createTime = ((performance.now() - createdFrom) * 1000) / created.length;
  ready();
  const work = new WorkCounter(specification);
  await threads.run();
  return {
    ...work.result(),
    metrics: {
      // Over the whole life of the threads.
      switchesPerItem: { value: threads.dispatches / party.counters.consumed, unit: 'switches' },
      createTime: { value: createTime, unit: 'us' },
    },
    verification: { ...party.counters, buffered: party.buffer.length, threads: created.length },
  };
});
