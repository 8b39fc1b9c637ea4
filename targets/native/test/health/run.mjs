/** What the programs of this folder share: a run of the producers and consumers in this process. */
import { createRun } from '../../../../dist/targets/native/addon.js';

/**
 * Starts a run and lets it go.
 * @param {number} pairs
 * @param {string} [packageName]
 */
export async function startRun(pairs, packageName = 'user-level') {
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

/**
 * Waits until so many items have been handed over.
 * @param {import('../../../../dist/targets/native/addon.js').Run} run
 * @param {number} items
 */
export async function untilWorked(run, items) {
  while (run.work() < items) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Ends a run, all of whose threads must come to their end.
 * @param {import('../../../../dist/targets/native/addon.js').Run} run
 */
export async function endRun(run) {
  const { counters } = await run.finish();
  if (counters['finished'] !== counters['threads']) throw new Error(JSON.stringify(counters));
}
