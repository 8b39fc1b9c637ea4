/** The process ends while threads run. */
import { startRun, untilWorked } from './run.js';

for (const name of ['user-level', 'posix', 'linuxthreads']) await untilWorked(await startRun(20, name), 100);
process.exit(0);
