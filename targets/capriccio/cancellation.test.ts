import { expect, test } from 'vitest';
import { CancelledError, Condition, Mutex, Scheduler, Semaphore, type ThreadBody } from './index.js';
import { TestClock } from './test/clock.js';

test('a thread cancelled under a condition holds the mutex again when its finally runs', async () => {
  const threads = new Scheduler();
  const mutex = new Mutex(threads);
  const never = new Condition(threads, mutex);
  let heldInFinally = false;
  const waiting = threads.spawn(
    (function* (): ThreadBody {
      yield mutex.lock();
      try {
        yield never.wait();
      } finally {
        heldInFinally = mutex.isLocked;
        mutex.unlock();
      }
    })(),
    'the waiting',
  );
  let caught: unknown;
  threads.spawn(
    (function* (): ThreadBody {
      waiting.cancel();
      try {
        yield* waiting.join();
      } catch (error) {
        caught = error;
      }
    })(),
  );
  await threads.run();
  expect(caught).toBeInstanceOf(CancelledError);
  expect(heldInFinally).toBe(true);
  expect(mutex.isLocked).toBe(false);
});

test('a cancelled sleeper does not keep the run waiting', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock });
  const sleeper = threads.spawn(
    (function* (): ThreadBody {
      yield threads.sleep(1_000);
    })(),
  );
  threads.spawn(
    (function* (): ThreadBody {
      sleeper.cancel();
    })(),
  );
  await threads.run();
  expect(clock.now()).toBe(0);
  expect(sleeper.hasEnded).toBe(true);
});

test('a permit given to a thread that is then cancelled is not lost', async () => {
  const threads = new Scheduler();
  const permits = new Semaphore(threads, 0);
  const never = new Semaphore(threads, 0);
  let reachedItsNextWait = false;
  const holder = threads.spawn(
    (function* (): ThreadBody {
      yield permits.acquire();
      try {
        reachedItsNextWait = true;
        yield never.acquire();
      } finally {
        permits.release();
      }
    })(),
  );
  threads.spawn(
    (function* (): ThreadBody {
      permits.release();
      holder.cancel();
    })(),
  );
  await threads.run();
  expect(reachedItsNextWait).toBe(true);
  expect(permits.permits).toBe(1);
});

test('a thread that waits for a mutex is cancelled only once it holds it and waits again', async () => {
  const threads = new Scheduler();
  const mutex = new Mutex(threads);
  const said: string[] = [];
  const second = threads.create(
    (function* (): ThreadBody {
      yield mutex.lock();
      said.push('locked');
      mutex.unlock();
      yield threads.giveWay();
      said.push('never');
    })(),
  );
  threads.spawn(
    (function* (): ThreadBody {
      yield mutex.lock();
      second.start();
      yield threads.giveWay();
      second.cancel();
      yield threads.giveWay();
      said.push('unlocks');
      mutex.unlock();
    })(),
  );
  await threads.run();
  expect(said).toEqual(['unlocks', 'locked']);
  expect(second.hasEnded).toBe(true);
});

test('cancelled again, a thread still finishes its finally', async () => {
  const threads = new Scheduler();
  const never = new Semaphore(threads, 0);
  let cleanedUp = false;
  const waiting = threads.spawn(
    (function* (): ThreadBody {
      try {
        yield never.acquire();
      } finally {
        yield threads.giveWay();
        cleanedUp = true;
      }
    })(),
  );
  threads.spawn(
    (function* (): ThreadBody {
      waiting.cancel();
      yield threads.giveWay();
      waiting.cancel();
    })(),
  );
  await threads.run();
  expect(cleanedUp).toBe(true);
});
