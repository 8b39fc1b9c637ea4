/** What the programs of this folder share: a run of the producers and consumers in this process. */
import { createRun, type Run } from '../addon.js';

/** Starts a run of so many pairs on a package, and lets it go. */
export async function startRun(pairs: number, packageName = 'user-level'): Promise<Run> {
  const run = createRun({
    workload: 'producer-consumer',
    package: packageName,
    parameters: { pairs, capacity: 1, spin: 0, seed: 1 },
    options: {},
  });
  const failure = await run.created();
  if (failure !== null) throw new Error(failure);
  run.begin();
  return run;
}

/** Waits until so many items have been handed over. */
export async function untilWorked(run: Run, items: number): Promise<void> {
  while (run.work() < items) await new Promise((resolve) => setImmediate(resolve));
}

/** Ends a run, all of whose threads must come to their end. */
export async function endRun(run: Run): Promise<void> {
  const { counters } = await run.finish();
  if (counters['finished'] !== counters['threads']) throw new Error(JSON.stringify(counters));
}
