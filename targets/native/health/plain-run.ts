import { endRun, startRun, untilWorked } from './run.js';

const run = await startRun(2_000);
await untilWorked(run, 1_000_000);
await endRun(run);
