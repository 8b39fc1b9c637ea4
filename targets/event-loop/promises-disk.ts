/** The disk suites on the event loop, with promises: async functions that read from file handles. */
import { type FileHandle, open } from 'node:fs/promises';
import { blockBytes } from '../../suites/disk-cache/files/layout.js';
import type { BlockReader } from '../../suites/disk-cache/reading/block-reader.js';
import { directFlags, locationsIn } from '../../suites/disk-cache/reading/open-files.js';
import { poolFacts } from '../../suites/disk-cache/reading/pool.js';
import { type Reading, serveReading } from '../../suites/disk-cache/reading/serve-reading.js';

interface Handles {
  readonly cached: FileHandle;
  readonly direct: FileHandle;
}

await serveReading(async (reading) => {
  const { cached, direct } = locationsIn(reading.materials);
  const handles = { cached: await open(cached), direct: await open(direct, directFlags) };
  reading.begin();
  await Promise.all(reading.readers.map((reader) => readOn(reader, handles, reading)));
  await handles.cached.close();
  await handles.direct.close();
  return { facts: poolFacts() };
});

/** Reads block after block until it is time to stop. */
async function readOn(reader: BlockReader, handles: Handles, { ended }: Reading): Promise<void> {
  let bytes: number | undefined;
  do {
    reader.draw();
    const file = reader.isMiss ? handles.direct : handles.cached;
    try {
      ({ bytesRead: bytes } = await file.read(reader.buffer, 0, blockBytes, reader.position));
    } catch {
      bytes = undefined;
    }
  } while (ended(reader, bytes));
}
