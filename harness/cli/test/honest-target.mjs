/**
 * A small honest target for tests of the command line: one producer and one consumer in one loop, so many pairs of
 * counters. Words on its command line change it: `fails` ends it early, `slow` makes it take its time to get ready.
 */
import { createInterface } from 'node:readline';

const words = new Set(process.argv.slice(2));
const lines = createInterface({ input: process.stdin });
const closed = new Promise((resolve) => lines.once('close', resolve));
/** @type {string} */
const line = await new Promise((resolve) => lines.once('line', resolve));
const { nonce, point, warmupMs, measureMs } = JSON.parse(line);
if (words.has('fails')) {
  process.stderr.write('cannot go on\n');
  process.exit(9);
}
if (words.has('slow')) await new Promise((resolve) => setTimeout(resolve, 100));
say({ type: 'ready', nonce });

let items = 0;
const warm = performance.now() + warmupMs;
while (performance.now() < warm) items++;
const before = items;
const startedAt = performance.now();
while (performance.now() < startedAt + measureMs) items++;
const elapsedMs = performance.now() - startedAt;
const threads = 2 * point.pairs;
say({
  type: 'result',
  elapsedMs,
  work: items - before,
  verification: {
    produced: items,
    consumed: items,
    buffered: 0,
    threads,
    progressed: threads,
    finished: threads,
  },
});
await closed;

/** @param {unknown} message */
function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
