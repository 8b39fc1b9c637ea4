/** The disk suites on Node's worker threads: the main thread starts them, samples their counts, stops them. */
import { type Answer, MeasuredWindow, serveLaunch } from '../../harness/authoring/index.js';
import { prepareReading } from '../../suites/disk-cache/reading/prepare-reading.js';
import { blocksRead, total } from '../../suites/disk-cache/reading/read-counts.js';
import type { DiskTask } from './disk-worker.js';
import { everyFew } from './every-few.js';
import { Gate } from './gate.js';
import { startWorkers } from './start-workers.js';

const program = new URL('./disk-worker.js', import.meta.url);

await serveLaunch(async (specification, { ready }): Promise<Answer> => {
  const prepared = prepareReading(specification);
  if ('unsupported' in prepared) return prepared;
  const { threads, shared, files } = prepared;
  const gate = new Gate();
  const tasks = Array.from({ length: threads }, (_, thread): DiskTask => {
    return { thread, shared, files, gate: gate.memory };
  });
  const deadline = 0.9 * specification.readyMs;
  const reason = await startWorkers(program, tasks, deadline);
  if (reason !== undefined) return { unsupported: reason };
  await everyFew(1, () => gate.arrived === threads || performance.now() > deadline);
  if (gate.arrived < threads)
    return { unsupported: `only ${gate.arrived} of ${threads} workers came up in time` };
  ready();

  const window = new MeasuredWindow(specification);
  gate.open();
  await everyFew(specification.intervalMs / 20, () => {
    window.observe(blocksRead(shared.counts));
    return window.over;
  });
  gate.stop();
  await everyFew(1, () => total(shared.counts, 'finished') === threads);
  return { ...window.result(), verification: prepared.verification() };
});
