import { expect, test } from 'vitest';
import { Party } from './party.js';
import { SharedCondition, SharedMutex } from './shared-mutex.js';

const contended = 2;

test('a mutex that is free is locked and unlocked by its word alone', () => {
  const words = new Int32Array(new SharedArrayBuffer(8));
  const mutex = new SharedMutex(words, 1);
  mutex.lock();
  expect(Array.from(words)).toEqual([0, 1]);
  mutex.unlock();
  expect(Array.from(words)).toEqual([0, 0]);
});

test('a mutex locked by one that may have waited stays marked, so that unlocking wakes the next', () => {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const mutex = new SharedMutex(words, 0);
  mutex.lockContended();
  expect(words[0]).toBe(contended);
  mutex.unlock();
  expect(words[0]).toBe(0);
});

test('every signal changes the word of its condition, so that one who is about to wait does not', () => {
  const words = new Int32Array(new SharedArrayBuffer(8));
  const condition = new SharedCondition(words, 1, new SharedMutex(words, 0));
  condition.signal();
  condition.broadcast();
  expect(words[1]).toBe(2);
});

test('the shared buffer knows when it is full and empty, and goes round', () => {
  const party = Party.allocate(2, 4);
  for (let round = 0; round < 5; round++) {
    expect(party.isEmpty).toBe(true);
    party.put();
    expect([party.isEmpty, party.isFull]).toEqual([false, false]);
    party.put();
    expect(party.isFull).toBe(true);
    party.take();
    party.take();
  }
  expect(party.length).toBe(0);
});

test('counts of threads do not touch each other', () => {
  const party = Party.allocate(128, 3);
  party.count(0, 7);
  party.count(2, 9);
  expect(party.counted([0, 1, 2])).toEqual([7, 0, 9]);
});
