/** Nobody holds the runs any more, and nobody has ended them. */
import { startRun, untilWorked } from './run.js';

for (let round = 0; round < 20; round++) await untilWorked(await startRun(20), 100);
globalThis.gc?.();
