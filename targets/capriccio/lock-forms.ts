/**
 * The micro-benchmark that decided how primitives are written: producer and consumer over a buffer of one message, in
 * three forms. `node dist/targets/capriccio/lock-forms.js` prints items per microsecond, medians of interleaved rounds.
 */
import { Condition, Mutex, Scheduler, type ThreadBody } from './index.js';

const items = 2_000_000;
const rounds = 7;

/** How a thread takes the mutex and waits for a condition. */
type Form = 'sub-generator' | 'always yield' | 'try, then yield';

function* locked(mutex: Mutex): ThreadBody {
  if (!mutex.tryLock()) yield mutex.lock();
}

function* waited(condition: Condition): ThreadBody {
  yield condition.wait();
}

/** One side of the exchange: waits until the buffer holds `before` messages, then makes that `after`. */
function makeSide(form: Form, shared: { length: number }, mutex: Mutex): typeof tryThenYield {
  return { 'sub-generator': subGenerator, 'always yield': alwaysYield, 'try, then yield': tryThenYield }[
    form
  ];

  function* subGenerator(before: number, mine: Condition, others: Condition): ThreadBody {
    for (let left = items; left > 0; left--) {
      yield* locked(mutex);
      while (shared.length !== before) yield* waited(mine);
      shared.length = 1 - before;
      others.signal();
      mutex.unlock();
    }
  }
  function* alwaysYield(before: number, mine: Condition, others: Condition): ThreadBody {
    for (let left = items; left > 0; left--) {
      yield mutex.lock();
      while (shared.length !== before) yield mine.wait();
      shared.length = 1 - before;
      others.signal();
      mutex.unlock();
    }
  }
  function* tryThenYield(before: number, mine: Condition, others: Condition): ThreadBody {
    for (let left = items; left > 0; left--) {
      if (!mutex.tryLock()) yield mutex.lock();
      while (shared.length !== before) yield mine.wait();
      shared.length = 1 - before;
      others.signal();
      mutex.unlock();
    }
  }
}

async function itemsPerMicrosecond(form: Form): Promise<number> {
  const threads = new Scheduler();
  const mutex = new Mutex(threads);
  const notFull = new Condition(threads, mutex);
  const notEmpty = new Condition(threads, mutex);
  const side = makeSide(form, { length: 0 }, mutex);
  threads.spawn(side(0, notFull, notEmpty));
  threads.spawn(side(1, notEmpty, notFull));
  const from = performance.now();
  await threads.run();
  return items / 1000 / (performance.now() - from);
}

const forms: Form[] = ['sub-generator', 'always yield', 'try, then yield'];
const seen = new Map(forms.map((form) => [form, [] as number[]]));
for (let round = 0; round < rounds; round++) {
  for (const form of forms) seen.get(form)?.push(await itemsPerMicrosecond(form));
}
for (const [form, values] of seen) {
  const median = values.sort((a, b) => a - b)[rounds >> 1] ?? 0;
  process.stdout.write(`${form.padEnd(16)} ${median.toFixed(1)}\n`);
}
