/** The program of the native targets for the primitives suite, whose operations are of many kinds: there is no course of one. */
import * as z from 'zod';
import { serveLaunch } from '../../harness/authoring/index.js';
import { createRun } from './addon.js';
import { commandLine } from './command-line.js';

await serveLaunch(async (specification, context) => {
  const { suite, point, seed, warmupMs, measureMs } = specification;
  const window = { warmupMs: Math.round(warmupMs), measureMs: Math.round(measureMs) };
  const run = createRun({
    ...commandLine(process.argv.slice(2)),
    workload: suite,
    parameters: { ...z.record(z.string(), z.number()).parse(point), ...window, seed: seed % 2 ** 32 },
  });
  const failure = await run.created();
  if (failure !== null) return { unsupported: failure };
  context.ready();
  const from = performance.now();
  run.begin();
  // It knows the window, and ends by itself.
  const { counters, metrics } = await run.finish();
  const elapsedMs = performance.now() - from;
  return { elapsedMs, work: run.work(), intervals: [], metrics, verification: counters };
});
