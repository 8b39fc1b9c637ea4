/** Two schedulers in two workers: one comes to its end, the other is torn down while its threads run. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { endRun, startRun, untilWorked } from './run.js';

if (isMainThread) {
  const started = ['ends', 'is torn down'].map((fate) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: fate });
    return new Promise((resolve, reject) => {
      worker.once('message', async () => {
        if (fate === 'is torn down') await worker.terminate();
      });
      worker.once('error', reject);
      worker.once('exit', resolve);
    });
  });
  await Promise.all(started);
} else {
  const run = await startRun(1_000);
  await untilWorked(run, 100_000);
  parentPort?.postMessage('runs');
  if (workerData === 'ends') await endRun(run);
  else await new Promise(() => setInterval(() => {}, 1_000));
}
