/** The producer-consumer workload on a native thread package, named by the one argument: `user-level` or `posix`. */
import * as z from 'zod';
import { MeasuredWindow, serveLaunch } from '../../harness/authoring/index.js';
import { workloadOf } from '../../suites/producer-consumer/workload.js';
import { createRun, packageNames, type Run } from './addon.js';

/** Looks at the count of items in one interval of the measured window. */
const looksPerInterval = 10;

await serveLaunch(async (specification, context) => {
  const name = z.enum(packageNames).parse(process.argv[2]);
  const run = createRun(name, workloadOf(specification.point), specification.seed % 2 ** 32);
  const failure = await run.created();
  if (failure !== null) return { unsupported: failure };
  context.ready();
  const window = new MeasuredWindow(specification);
  run.begin();
  await watch(run, window, specification.intervalMs / looksPerInterval);
  const { switches, createMicroseconds, ...verification } = await run.finish();
  const metrics = { createTime: { value: createMicroseconds, unit: 'us' } };
  return {
    ...window.result(),
    // Where the kernel switches, there are no user-level switches to count, which is not the same as none.
    metrics:
      name === 'posix' || verification.consumed === 0
        ? metrics
        : {
            ...metrics,
            switchesPerItem: { value: switches / verification.consumed, unit: 'switches' },
          },
    verification,
  };
});

/** Shows the window the count of items until it is over. The workload runs on other kernel threads meanwhile. */
async function watch(run: Run, window: MeasuredWindow, everyMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      window.observe(run.consumed());
      if (!window.over) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });
}
