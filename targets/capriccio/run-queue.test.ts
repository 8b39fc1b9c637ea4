import { expect, test } from 'vitest';
import { LastInFirstOut, RecentFirst, RoundRobin, type RunQueue } from './run-queue.js';

function drained(queue: RunQueue): number[] {
  for (const id of [1, 2, 3, 4]) queue.push(id);
  return Array.from({ length: 4 }, () => queue.next());
}

test('round robin runs threads in the order in which they became runnable', () => {
  expect(drained(new RoundRobin())).toEqual([1, 2, 3, 4]);
});

test('last in, first out runs the latest first', () => {
  expect(drained(new LastInFirstOut())).toEqual([4, 3, 2, 1]);
});

test('recent first gives every third turn to the thread that has been runnable longest', () => {
  expect(drained(new RecentFirst(3))).toEqual([4, 3, 1, 2]);
});
