/** Starts worker threads, as many as the machine gives in the time there is. */
import { SHARE_ENV, Worker } from 'node:worker_threads';

/** Workers that start up at the same time: enough for every CPU, few enough for the deadline to be seen. */
const atOnce = 16;

/** Small workers: they hold a few numbers. */
const resourceLimits = {
  maxOldGenerationSizeMb: 16,
  maxYoungGenerationSizeMb: 1,
  codeRangeSizeMb: 8,
  stackSizeMb: 1,
};

/** Starts one worker; fulfilled when its program is about to run. */
export function startWorker(program: URL, workerData: unknown): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData,
      resourceLimits,
      env: SHARE_ENV,
      execArgv: [],
      trackUnmanagedFds: false,
    });
    worker.once('error', reject);
    worker.once('online', () => {
      worker.off('error', reject);
      worker.on('error', failLaunch);
      resolve(worker);
    });
  });
}

/** A worker that dies at its work takes its share of the items with it: the launch has failed. */
function failLaunch(error: Error): void {
  process.stderr.write(`a worker died: ${error.stack ?? error.message}\n`);
  process.exit(1);
}

/**
 * Starts a worker for every task, in order, until the deadline.
 * @param deadline milliseconds of performance.now()
 * @returns the reason why not all were started; undefined when all are up
 */
export async function startWorkers(
  program: URL,
  tasks: readonly unknown[],
  deadline: number,
): Promise<string | undefined> {
  const from = performance.now();
  let next = 0;
  let started = 0;
  let failure: string | undefined;
  const late = new Promise<void>((resolve) => {
    if (deadline < Infinity) setTimeout(resolve, Math.max(0, deadline - from));
  });
  const startSome = async (): Promise<void> => {
    while (next < tasks.length && failure === undefined && performance.now() < deadline) {
      try {
        await startWorker(program, tasks[next++]);
        started++;
      } catch (thrown) {
        failure = describe(thrown);
      }
    }
  };
  await Promise.race([late, Promise.all(Array.from({ length: atOnce }, startSome))]);
  if (started === tasks.length) return undefined;
  const took = Math.round(performance.now() - from);
  const cause =
    failure === undefined ? 'no more time before the ready deadline' : `the next failed: ${failure}`;
  return `started ${started} of ${tasks.length} workers in ${took} ms (${cause})`;
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const code = 'code' in thrown ? `${String(thrown.code)}: ` : '';
  return `${code}${thrown.message}`;
}
