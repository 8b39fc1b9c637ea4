/** The producer-consumer suite on Node's event loop with a mutex and condition variables of promises, as usually written. */
import { serveLaunch } from '../../harness/authoring/index.js';
import { PromiseCondition, PromiseMutex } from './promise-mutex.js';
import { type Party, type Run, runOnEventLoop } from './workload.js';

/** A message without content. */
const emptyMessage = Symbol('empty message');

await serveLaunch((specification, { ready }) => runOnEventLoop(specification, ready, lockingParty));

function lockingParty(capacity: number, run: Run): Party {
  const messages: unknown[] = [];
  const mutex = new PromiseMutex();
  const notFull = new PromiseCondition();
  const notEmpty = new PromiseCondition();
  return {
    async producer() {
      let produced = 0;
      while (!run.stopping) {
        let release = await mutex.acquire();
        while (messages.length === capacity && !run.stopping) release = await notFull.wait(mutex, release);
        if (!run.stopping) {
          messages.push(emptyMessage);
          produced++;
        }
        notEmpty.signal();
        release();
      }
      run.end('producer', produced);
    },
    async consumer(seed) {
      let consumed = 0;
      let random = seed;
      while (!run.stopping) {
        let release = await mutex.acquire();
        while (messages.length === 0 && !run.stopping) release = await notEmpty.wait(mutex, release);
        const stopped = run.stopping;
        if (!stopped) messages.shift();
        notFull.signal();
        release();
        if (stopped) break;
        random = run.consume(random);
        consumed++;
      }
      run.end('consumer', consumed, random);
    },
    wakeAll() {
      notFull.broadcast();
      notEmpty.broadcast();
    },
    buffered: () => messages.length,
  };
}
