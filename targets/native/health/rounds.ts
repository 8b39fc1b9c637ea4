/** Ten thousand runs, one after the other: what the process holds must not grow. */
import { endRun, startRun } from './run.js';

const rounds = 10_000;
/** What the allocator and the collector may keep of it. */
const slackBytes = 8 * 1024 * 1024;

let before = 0;
for (let round = 1; round <= rounds; round++) {
  await endRun(await startRun(2));
  // By then the heaps of Node and of the C library have the size that they keep.
  if (round === rounds / 2) before = residentBytes();
}
const grown = residentBytes() - before;
if (grown > slackBytes)
  throw new Error(`${grown} bytes more after ${rounds} rounds than after ${rounds / 2}`);

function residentBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}
