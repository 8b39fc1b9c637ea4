/** The primitives suite on user-level threads. */
import { serveLaunch } from '../../harness/authoring/index.js';
import { measurePrimitives, threadsOf } from '../../suites/primitives/measure.js';
import { Mutex, Scheduler, type ThreadBody } from './index.js';

const turnsEach = 5_000;
const locks = 10_000;
const threadsAtOnce = 256;

await serveLaunch((specification, { ready }) => {
  const threads = new Scheduler();
  const count = threadsOf(specification.point);
  const counters = { created: 0, ran: 0, switched: 0, turns: 0, locked: 0, held: 0 };

  function* switcher(): ThreadBody {
    for (let turn = 0; turn < turnsEach; turn++) {
      yield threads.giveWay();
      counters.turns++;
    }
  }
  function* locker(mutex: Mutex): ThreadBody {
    for (let turn = 0; turn < locks; turn++) {
      if (!mutex.tryLock()) yield mutex.lock();
      counters.held++;
      mutex.unlock();
    }
  }
  function* newcomer(): ThreadBody {
    counters.ran++;
  }

  ready();
  return measurePrimitives(specification, {
    switch: {
      operations: turnsEach * count,
      run() {
        for (let index = 0; index < count; index++) threads.spawn(switcher());
        counters.switched += turnsEach * count;
        return threads.run();
      },
    },
    lock: {
      operations: locks,
      run() {
        threads.spawn(locker(new Mutex(threads)));
        counters.locked += locks;
        return threads.run();
      },
    },
    create: {
      operations: threadsAtOnce,
      run() {
        for (let index = 0; index < threadsAtOnce; index++) threads.spawn(newcomer());
        counters.created += threadsAtOnce;
      },
      after: () => threads.run(),
    },
    counters: () => counters,
  });
});
