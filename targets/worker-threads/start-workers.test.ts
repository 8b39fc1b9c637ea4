import { expect, test } from 'vitest';
import { startWorkers } from './start-workers.js';

const empty = new URL('data:text/javascript,');

test('all workers come up when there is time', async () => {
  expect(await startWorkers(empty, [1, 2, 3], Infinity)).toBeUndefined();
});

test('when the time is over the reason says how many were started of how many', async () => {
  expect(await startWorkers(empty, [1, 2, 3], 0)).toMatch(/^started 0 of 3 workers in \d+ ms \(no more time/);
});

test('when a worker cannot be started the reason has its error', async () => {
  const reason = await startWorkers(empty, [() => {}], Infinity);
  expect(reason).toMatch(/^started 0 of 1 workers in \d+ ms \(the next failed: .*could not be cloned/);
});
