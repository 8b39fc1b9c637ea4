/**
 * Thousands of signals, with handlers of Node, while threads run, by default on 4 KiB stacks.
 *
 *     signals.js [PACKAGE [ITEMS_BETWEEN_SIGNALS]]
 */
import { endRun, startRun, untilWorked } from './run.js';

const signals = ['SIGUSR2', 'SIGCHLD', 'SIGWINCH', 'SIGPROF'] as const;
let received = 0;
for (const signal of signals) process.on(signal, () => received++);
const [packageName = 'user-level', items = '2000'] = process.argv.slice(2);
const run = await startRun(packageName === 'user-level' ? 2_000 : 20, packageName);
for (let round = 0; round < 500; round++) {
  for (const signal of signals) process.kill(process.pid, signal);
  await untilWorked(run, round * Number(items));
}
await endRun(run);
if (received < signals.length) throw new Error(`${received} signals were received`);
