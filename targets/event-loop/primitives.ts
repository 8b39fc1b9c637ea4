/** The primitives suite on the event loop: async functions for threads, and the promise mutex, since without threads no lock is needed. */
import { serveLaunch } from '../../harness/authoring/index.js';
import { measurePrimitives, threadsOf } from '../../suites/primitives/measure.js';
import { PromiseMutex } from './promise-mutex.js';

const turnsEach = 5_000;
const locks = 10_000;
const functionsAtOnce = 256;
/** Awaited to let the others run. */
const resolved = Promise.resolve();

await serveLaunch((specification, { ready }) => {
  const count = threadsOf(specification.point);
  const counters = { created: 0, ran: 0, switched: 0, turns: 0, locked: 0, held: 0 };
  let ends: Promise<void>[] = [];

  async function switcher(): Promise<void> {
    for (let turn = 0; turn < turnsEach; turn++) {
      await resolved;
      counters.turns++;
    }
  }
  async function newcomer(): Promise<void> {
    await resolved;
    counters.ran++;
  }

  ready();
  return measurePrimitives(specification, {
    switch: {
      operations: turnsEach * count,
      async run() {
        counters.switched += turnsEach * count;
        await Promise.all(Array.from({ length: count }, switcher));
      },
    },
    lock: {
      operations: locks,
      async run() {
        const mutex = new PromiseMutex();
        for (let turn = 0; turn < locks; turn++) {
          const release = await mutex.acquire();
          counters.held++;
          release();
        }
        counters.locked += locks;
      },
    },
    create: {
      operations: functionsAtOnce,
      run() {
        for (let index = 0; index < functionsAtOnce; index++) ends.push(newcomer());
        counters.created += functionsAtOnce;
      },
      async after() {
        await Promise.all(ends);
        ends = [];
      },
    },
    counters: () => counters,
  });
});
