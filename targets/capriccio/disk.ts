/** The disk suites on user-level threads. `no-fast-path` sends every read to the pool. */
import { serveReading } from '../../suites/disk-cache/reading/serve-reading.js';
import { CacheGuess } from './cache-guess.js';
import { DiskReaders } from './disk-readers.js';
import { Scheduler } from './index.js';

const fastPath = process.argv[2] !== 'no-fast-path';

await serveReading(async (reading) => {
  const threads = new Scheduler();
  const readers = new DiskReaders(threads, reading, fastPath ? new CacheGuess() : undefined);
  for (const reader of reading.readers) threads.spawn(readers.body(reader));
  reading.begin();
  await threads.run();
  return readers.remarks();
});
