/** One worker thread of the disk suites: reads block after block and waits for each. Imports little: see worker.ts. */
import { readSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { blockBytes } from '../../suites/disk-cache/files/layout.js';
import { BlockReader, type SharedReading } from '../../suites/disk-cache/reading/block-reader.js';
import type { OpenFiles } from '../../suites/disk-cache/reading/open-files.js';
import { Gate } from './gate.js';

/** What a worker is given. */
export interface DiskTask {
  readonly thread: number;
  readonly shared: SharedReading;
  readonly files: OpenFiles;
  readonly gate: SharedArrayBuffer;
}

const { thread, shared, files, gate: memory } = workerData as DiskTask;
const reader = new BlockReader(shared, thread);
const gate = new Gate(memory);
gate.wait();
do {
  reader.draw();
  reader.ended(read());
} while (!gate.isStopping);
reader.counts.add('finished');

/** Bytes that the read brought; undefined when it failed. */
function read(): number | undefined {
  try {
    return readSync(
      reader.isMiss ? files.direct : files.cached,
      reader.buffer,
      0,
      blockBytes,
      reader.position,
    );
  } catch {
    return undefined;
  }
}
