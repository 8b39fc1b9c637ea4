import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  Channel,
  Condition,
  Mutex,
  RecentFirst,
  RoundRobin,
  Scheduler,
  Semaphore,
  type ThreadBody,
} from './index.js';

test('a mutex is held by one thread at a time, and given in the order it was asked for', async () => {
  const threads = new Scheduler();
  const mutex = new Mutex(threads);
  const order: number[] = [];
  let inside = 0;
  function* visitor(number: number): ThreadBody {
    yield mutex.lock();
    expect(++inside).toBe(1);
    order.push(number);
    yield threads.giveWay();
    inside--;
    mutex.unlock();
  }
  for (let number = 0; number < 5; number++) threads.spawn(visitor(number));
  await threads.run();
  expect(order).toEqual([0, 1, 2, 3, 4]);
});

test('a mutex cannot be unlocked by another thread, nor locked twice by the same', async () => {
  const threads = new Scheduler();
  const mutex = new Mutex(threads, 'the door');
  threads.spawn(
    (function* (): ThreadBody {
      expect(() => mutex.unlock()).toThrow('the door is unlocked by a thread that does not hold it');
      yield mutex.lock();
      expect(() => mutex.lock()).toThrow('the door is locked twice by the same thread');
      mutex.unlock();
    })(),
  );
  await expect(threads.run()).resolves.toBeUndefined();
});

test('a condition can only be waited for under its mutex', async () => {
  const threads = new Scheduler();
  const condition = new Condition(threads, new Mutex(threads));
  threads.spawn(
    (function* (): ThreadBody {
      expect(() => condition.wait()).toThrow('does not hold it');
    })(),
  );
  await expect(threads.run()).resolves.toBeUndefined();
});

test('signals wake waiting threads first in, first out, with the mutex held', async () => {
  const threads = new Scheduler();
  const mutex = new Mutex(threads);
  const ready = new Condition(threads, mutex);
  const woken: number[] = [];
  function* waiter(number: number): ThreadBody {
    yield mutex.lock();
    yield ready.wait();
    expect(mutex.isLocked).toBe(true);
    woken.push(number);
    mutex.unlock();
  }
  for (let number = 0; number < 4; number++) threads.spawn(waiter(number));
  threads.spawn(
    (function* (): ThreadBody {
      yield mutex.lock();
      ready.signal();
      ready.signal();
      mutex.unlock();
      yield threads.giveWay();
      expect(woken).toEqual([0, 1]);
      yield mutex.lock();
      ready.broadcast();
      mutex.unlock();
    })(),
  );
  await threads.run();
  expect(woken).toEqual([0, 1, 2, 3]);
});

test('a semaphore never has more holders than permits', async () => {
  const threads = new Scheduler();
  const semaphore = new Semaphore(threads, 3);
  let holders = 0;
  let most = 0;
  function* user(): ThreadBody {
    yield semaphore.acquire();
    most = Math.max(most, ++holders);
    yield threads.giveWay();
    holders--;
    semaphore.release();
  }
  for (let index = 0; index < 10; index++) threads.spawn(user());
  await threads.run();
  expect(most).toBe(3);
  expect(semaphore.permits).toBe(3);
});

test('a closed channel gives what is in it and then says that it is closed', async () => {
  const threads = new Scheduler();
  const channel = new Channel<string>(threads, 2);
  threads.spawn(
    (function* (): ThreadBody {
      yield* channel.send('a');
      channel.close();
      expect(yield* channel.receive()).toBe('a');
      expect(() => channel.trySend('b')).toThrow('the channel is closed');
      let said = '';
      try {
        yield* channel.receive();
      } catch (error) {
        said = String(error);
      }
      expect(said).toContain('the channel is closed');
    })(),
  );
  await expect(threads.run()).resolves.toBeUndefined();
});

test('whatever the threads and the policy, a channel gives every value once and each sender’s values in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        capacity: fc.integer({ min: 1, max: 4 }),
        senders: fc.array(fc.nat(8), { minLength: 1, maxLength: 5 }),
        receivers: fc.integer({ min: 1, max: 4 }),
        fairEvery: fc.integer({ min: 1, max: 4 }),
      }),
      async ({ capacity, senders, receivers, fairEvery }) => {
        const runQueue = fairEvery === 1 ? new RoundRobin() : new RecentFirst(fairEvery);
        const threads = new Scheduler({ runQueue, fairEvery });
        const channel = new Channel<{ sender: number; value: number }>(threads, capacity);
        const received: { sender: number; value: number }[] = [];
        const total = senders.reduce((sum, count) => sum + count, 0);
        let asked = 0;
        function* send(sender: number, count: number): ThreadBody {
          for (let value = 0; value < count; value++) yield* channel.send({ sender, value });
        }
        function* receive(): ThreadBody {
          while (asked < total) {
            asked++;
            received.push(yield* channel.receive());
            expect(channel.length).toBeLessThanOrEqual(capacity);
          }
        }
        senders.forEach((count, sender) => threads.spawn(send(sender, count)));
        for (let index = 0; index < receivers; index++) threads.spawn(receive());
        await threads.run();
        senders.forEach((count, sender) => {
          const values = received.filter((one) => one.sender === sender).map(({ value }) => value);
          expect(values.toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: count }, (_, value) => value),
          );
          if (receivers === 1) expect(values).toEqual(Array.from({ length: count }, (_, value) => value));
        });
      },
    ),
  );
});
