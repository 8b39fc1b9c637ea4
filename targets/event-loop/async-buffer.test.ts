import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AsyncBuffer } from './async-buffer.js';
import { PromiseCondition, PromiseMutex } from './promise-mutex.js';
import { WaitList } from './wait-list.js';

test('a buffer gives every message once, in order, to a consumer who waits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer(), { maxLength: 30 }),
      async (capacity, sent) => {
        const buffer = new AsyncBuffer(capacity);
        const received: unknown[] = [];
        const produce = async (): Promise<void> => {
          for (const message of sent) {
            while (buffer.isFull) await buffer.room();
            buffer.put(message);
          }
        };
        const consume = async (): Promise<void> => {
          while (received.length < sent.length) {
            while (buffer.isEmpty) await buffer.message();
            expect(buffer.length).toBeLessThanOrEqual(capacity);
            received.push(buffer.take());
          }
        };
        await Promise.all([consume(), produce()]);
        expect(received).toEqual(sent);
      },
    ),
  );
});

test('a wait list wakes first in, first out, also when it has grown and gone round', async () => {
  const list = new WaitList();
  const woken: number[] = [];
  const waits: Promise<unknown>[] = [];
  const wait = (number: number): void => {
    waits.push(list.wait().then(() => woken.push(number)));
  };
  for (let number = 0; number < 10; number++) wait(number);
  for (let number = 0; number < 5; number++) list.wakeOne();
  for (let number = 10; number < 40; number++) wait(number);
  expect(list.length).toBe(35);
  list.wakeAll();
  await Promise.all(waits);
  expect(woken).toEqual(Array.from({ length: 40 }, (_, number) => number));
});

test('a promise mutex is held by one at a time, and its condition waits without holding it', async () => {
  const mutex = new PromiseMutex();
  const ready = new PromiseCondition();
  const said: string[] = [];
  const waiter = async (name: string): Promise<void> => {
    let release = await mutex.acquire();
    release = await ready.wait(mutex, release);
    said.push(`${name} in`);
    await Promise.resolve();
    said.push(`${name} out`);
    release();
  };
  const waiters = [waiter('a'), waiter('b')];
  const release = await mutex.acquire();
  ready.broadcast();
  said.push('broadcast');
  release();
  await Promise.all(waiters);
  expect(said).toEqual(['broadcast', 'a in', 'a out', 'b in', 'b out']);
});
