/** The producer-consumer suite on Node's event loop, without threads and without locks. */
import { serveLaunch } from '../../harness/authoring/index.js';
import { AsyncBuffer } from './async-buffer.js';
import { type Party, type Run, runOnEventLoop } from './workload.js';

/** A message without content. */
const emptyMessage = Symbol('empty message');
/** Awaited to let the others run. */
const resolved = Promise.resolve();

await serveLaunch((specification, { ready }) => runOnEventLoop(specification, ready, lockFreeParty));

function lockFreeParty(capacity: number, run: Run): Party {
  const buffer = new AsyncBuffer(capacity);
  return {
    async producer() {
      // Everybody starts from the loop, not inside the loop that creates them.
      await resolved;
      let produced = 0;
      while (!run.stopping) {
        while (buffer.isFull && !run.stopping) await buffer.room();
        if (run.stopping) break;
        buffer.put(emptyMessage);
        produced++;
      }
      run.end('producer', produced);
    },
    async consumer(seed) {
      await resolved;
      let consumed = 0;
      let random = seed;
      while (!run.stopping) {
        while (buffer.isEmpty && !run.stopping) await buffer.message();
        if (run.stopping) break;
        buffer.take();
        random = run.consume(random);
        consumed++;
      }
      run.end('consumer', consumed, random);
    },
    wakeAll: () => buffer.wakeAll(),
    buffered: () => buffer.length,
  };
}
