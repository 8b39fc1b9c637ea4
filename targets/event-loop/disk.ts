/** The disk suites on the event loop, with callbacks: as many reads under way as the suite has threads. */
import { read } from 'node:fs';
import { blockBytes } from '../../suites/disk-cache/files/layout.js';
import type { BlockReader } from '../../suites/disk-cache/reading/block-reader.js';
import { poolFacts } from '../../suites/disk-cache/reading/pool.js';
import { type Reading, serveReading } from '../../suites/disk-cache/reading/serve-reading.js';

await serveReading(async (reading) => {
  reading.begin();
  await Promise.all(reading.readers.map((reader) => readOn(reader, reading)));
  return { facts: poolFacts() };
});

/** Reads block after block; fulfilled when it is time to stop. */
function readOn(reader: BlockReader, { files, ended }: Reading): Promise<void> {
  return new Promise((resolve) => {
    const next = (): void => {
      reader.draw();
      const file = reader.isMiss ? files.direct : files.cached;
      read(file, reader.buffer, 0, blockBytes, reader.position, done);
    };
    const done = (error: Error | null, bytes: number): void => {
      if (ended(reader, error === null ? bytes : undefined)) next();
      else resolve();
    };
    next();
  });
}
