/** The primitives suite on worker threads: the main thread and one worker take turns, as two kernel threads. */
import type { Worker } from 'node:worker_threads';
import { type Answer, serveLaunch } from '../../harness/authoring/index.js';
import { measurePrimitives, threadsOf } from '../../suites/primitives/measure.js';
import { SharedMutex } from './shared-mutex.js';
import { startWorker } from './start-workers.js';
import { TurnWords } from './turn-words.js';

const rounds = 100;
const locks = 10_000;
const program = new URL('./turn-worker.js', import.meta.url);

await serveLaunch(async (specification, { ready }): Promise<Answer> => {
  const count = threadsOf(specification.point);
  if (count !== 2) return { unsupported: `switches are measured between 2 worker threads, not ${count}` };
  const turns = new TurnWords();
  const partner = await startWorker(program, { memory: turns.memory, takesTurns: true });
  const mutex = new SharedMutex(new Int32Array(new SharedArrayBuffer(4)), 0);
  const counters = { created: 0, switched: 0, locked: 0, held: 0 };
  let newcomer: Worker | undefined;
  ready();
  const answer = await measurePrimitives(specification, {
    switch: {
      operations: 2 * rounds,
      run() {
        for (let round = 0; round < rounds; round++) turns.giveAway();
        counters.switched += 2 * rounds;
      },
    },
    lock: {
      operations: locks,
      run() {
        for (let turn = 0; turn < locks; turn++) {
          mutex.lock();
          counters.held++;
          mutex.unlock();
        }
        counters.locked += locks;
      },
    },
    create: {
      operations: 1,
      async run() {
        newcomer = await startWorker(program, { memory: turns.memory, takesTurns: false });
        counters.created++;
      },
      after: () => ended(newcomer),
    },
    counters: () => ({ ...counters, turns: turns.taken, ran: turns.newcomers }),
  });
  turns.stop();
  await ended(partner);
  return answer;
});

/** Waits until a worker has come to its end. */
function ended(worker: Worker | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (worker === undefined || worker.threadId === -1) resolve();
    else worker.once('exit', () => resolve());
  });
}
