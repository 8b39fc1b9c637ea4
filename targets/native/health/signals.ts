/** Thousands of signals, with handlers of Node, while threads on 4 KiB stacks run. */
import { endRun, startRun, untilWorked } from './run.js';

const signals = ['SIGUSR2', 'SIGCHLD', 'SIGWINCH', 'SIGPROF'] as const;
let received = 0;
for (const signal of signals) process.on(signal, () => received++);
const run = await startRun(2_000);
for (let round = 0; round < 500; round++) {
  for (const signal of signals) process.kill(process.pid, signal);
  await untilWorked(run, round * 2_000);
}
await endRun(run);
if (received < signals.length) throw new Error(`${received} signals were received`);
