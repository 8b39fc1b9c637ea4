/** The program of all native targets: plays the native workload of the suite it is launched for. */
import * as z from 'zod';
import { MeasuredWindow, serveLaunch } from '../../harness/authoring/index.js';
import { createRun, type Run } from './addon.js';
import { commandLine } from './command-line.js';

/** Looks at the count of work in one interval of the measured window. */
const looksPerInterval = 10;

await serveLaunch(async (specification, context) => {
  const { suite, point, seed, intervalMs, materials, slowdown } = specification;
  const { options, ...runner } = commandLine(process.argv.slice(2));
  const run = createRun({
    ...runner,
    options: {
      ...options,
      ...(materials !== undefined && { materials }),
      ...(slowdown !== undefined && { slowdown }),
    },
    workload: suite,
    parameters: { ...z.record(z.string(), z.number()).parse(point), seed: seed % 2 ** 32 },
  });
  const failure = await run.created();
  if (failure !== null) return { unsupported: failure };
  context.ready();
  const window = new MeasuredWindow(specification);
  run.begin();
  await watch(run, window, intervalMs / looksPerInterval);
  const { counters, metrics, facts } = await run.finish();
  return { ...window.result(), metrics, verification: counters, facts };
});

/** Shows the window the count of work until it is over. The workload runs on other kernel threads meanwhile. */
async function watch(run: Run, window: MeasuredWindow, everyMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      window.observe(run.work());
      if (!window.over) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });
}
