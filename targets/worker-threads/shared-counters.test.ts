import { expect, it } from 'vitest';
import { SharedCounters, sumOf } from './shared-counters.js';

it('counters of several threads are summed', () => {
  const memory = SharedCounters.memoryFor(3);
  for (let thread = 0; thread < 3; thread++) {
    const counters = new SharedCounters(memory, thread);
    counters.requests += thread + 1;
    counters.bytes += 5e9;
    counters.connections++;
  }
  expect(sumOf(memory, 3)).toEqual({ requests: 6, bytes: 15e9, connections: 3 });
});
