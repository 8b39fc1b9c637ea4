/** The primitives suite on worker threads: the main thread and its workers, each a kernel thread. */
import type { Worker } from 'node:worker_threads';
import { type Answer, serveLaunch } from '../../harness/authoring/index.js';
import { measurePrimitives, type Primitives } from '../../suites/primitives/measure.js';
import { sleepsEachOf, sleepTimes, takesTwo, threadsOf } from '../../suites/primitives/sizes.js';
import { shuffledIndices } from '../../suites/producer-consumer/random-work.js';
import { Pair, rounds } from './pair.js';
import { startWorker, startWorkers } from './start-workers.js';
import { TurnRing } from './turn-ring.js';
import type { TurnTask } from './turn-worker.js';

const program = new URL('./turn-worker.js', import.meta.url);

await serveLaunch(async (specification, { ready }): Promise<Answer> => {
  const count = threadsOf(specification.point);
  const ring = TurnRing.allocate(count);
  const sleepsEach = sleepsEachOf(count);
  const tasks = Array.from(shuffledIndices(count - 1, specification.seed), (place): TurnTask => {
    return { role: 'ring', memory: ring.memory, index: place + 1, threads: count, sleepsEach };
  });
  const reason = await startWorkers(program, tasks, 0.9 * specification.readyMs);
  if (reason !== undefined) return { unsupported: reason };
  const pair = takesTwo(count) ? await Pair.start() : undefined;
  const counters = { switched: 0, slept: 0, created: 0 };
  ready();
  const answer = await measurePrimitives(specification, {
    timed: { ...pair?.primitives, ...ringPrimitives(ring, count, counters) },
    timer: {
      operations: sleepsEach * count,
      run() {
        ring.sleepAll(sleepsEach, sleepTimes(count, specification.seed));
        counters.slept += sleepsEach * count;
      },
    },
    counters: () => ({}),
  });
  if ('unsupported' in answer) return answer;
  ring.end();
  const ofPair = (await pair?.end()) ?? {};
  const seen = { turns: ring.taken, woken: ring.woken, ran: ring.newcomers };
  return { ...answer, verification: { ...counters, ...seen, ...ofPair } };
});

function ringPrimitives(
  ring: TurnRing,
  count: number,
  counters: { switched: number; created: number },
): Primitives['timed'] {
  const roundsAtOnce = Math.max(1, Math.ceil((2 * rounds) / count));
  const start = (): Promise<Worker> => {
    counters.created++;
    return startWorker(program, { role: 'newcomer', memory: ring.memory } satisfies TurnTask);
  };
  let newcomer: Worker | undefined;
  return {
    switchTime: {
      operations: roundsAtOnce * count,
      run() {
        for (let round = 0; round < roundsAtOnce; round++) ring.passRound();
        counters.switched += roundsAtOnce * count;
      },
    },
    createTime: {
      operations: 1,
      run: async () => void (newcomer = await start()),
      after: () => ended(newcomer),
    },
    lifeTime: { operations: 1, run: async () => ended(await start()) },
  };
}

/** Waits until a worker has come to its end. */
function ended(worker: Worker | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (worker === undefined || worker.threadId === -1) resolve();
    else worker.once('exit', () => resolve());
  });
}
