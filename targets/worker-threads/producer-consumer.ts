/** The producer-consumer suite on Node's worker threads: the main thread starts them, samples their counts, stops them. */
import { type Answer, MeasuredWindow, serveLaunch } from '../../harness/authoring/index.js';
import { shuffledIndices, workloadOf } from '../../suites/producer-consumer/workload.js';
import { everyFew } from './every-few.js';
import { Party, type WorkerTask } from './party.js';
import { startWorkers } from './start-workers.js';

const program = new URL('./worker.js', import.meta.url);

await serveLaunch(async (specification, { ready }): Promise<Answer> => {
  const { pairs, capacity, spin } = workloadOf(specification.point);
  const party = Party.allocate(capacity, 2 * pairs);
  const tasks = Array.from(shuffledIndices(2 * pairs, specification.seed), (index): WorkerTask => {
    const role = index % 2 === 0 ? 'producer' : 'consumer';
    return { memory: party.memory, capacity, index, role, seed: specification.seed, spin };
  });
  // `readyMs` counts from the start of the process, as performance.now() does.
  const startedFrom = performance.now();
  const reason = await startWorkers(program, tasks, 0.9 * specification.readyMs);
  if (reason !== undefined) return { unsupported: reason };
  const createTime = ((performance.now() - startedFrom) * 1000) / tasks.length;
  ready();

  const producers = tasks.filter(({ role }) => role === 'producer').map(({ index }) => index);
  const consumers = tasks.filter(({ role }) => role === 'consumer').map(({ index }) => index);
  const window = new MeasuredWindow(specification);
  party.openGate();
  await everyFew(specification.intervalMs / 20, () => {
    window.observe(sum(party.counted(consumers)));
    return window.over;
  });
  await everyFew(1, () => {
    party.stop();
    return party.finished === tasks.length;
  });

  const counts = { produced: party.counted(producers), consumed: party.counted(consumers) };
  return {
    ...window.result(),
    metrics: { createTime: { value: createTime, unit: 'us' } },
    verification: {
      produced: sum(counts.produced),
      consumed: sum(counts.consumed),
      buffered: party.length,
      threads: tasks.length,
      progressed: [...counts.produced, ...counts.consumed].filter((items) => items > 0).length,
      finished: party.finished,
    },
  };
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
