/** Does O_DIRECT reach the device in a folder? Asked of the file system itself, with a small file that is removed again. */
import { closeSync, constants, fsyncSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../model/errors.js';
import { readDeviceBytes } from './proc.js';

const blockBytes = 4096;
const blocks = 16;

/**
 * Why files in a folder cannot be read past the page cache, or undefined when they can. Some file systems refuse
 * O_DIRECT, others take it and answer from memory all the same: the kernel's count of the bytes that this process had
 * read from devices tells them apart, where it is kept.
 * @throws what the system says when the folder cannot be written to
 */
export function directIoFault(folder: string): string | undefined {
  const place = mkdtempSync(join(folder, '.direct-io-'));
  try {
    const file = join(place, 'probe');
    writeProbe(file);
    const before = readDeviceBytes('self').readBytes;
    const refusal = readDirectly(file);
    if (refusal !== undefined) return refusal;
    const after = readDeviceBytes('self').readBytes;
    if (before === null || after === null || after - before >= blocks * blockBytes) return undefined;
    return 'it accepts O_DIRECT, but answers from memory, not from a device';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function writeProbe(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    writeSync(descriptor, Buffer.alloc(blocks * blockBytes, 'probe'));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Why the probe cannot be read with O_DIRECT, or undefined. */
function readDirectly(file: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_DIRECT);
  } catch (thrown) {
    return `it refuses O_DIRECT: ${reasonOf(thrown)}`;
  }
  try {
    // The memory of WebAssembly begins at a page, which O_DIRECT asks for and no other memory of Node's promises.
    const page = new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer, 0, blockBytes);
    for (let block = 0; block < blocks; block++) {
      const count = readSync(descriptor, page, 0, blockBytes, block * blockBytes);
      if (count !== blockBytes) return `a read with O_DIRECT gave ${count} bytes instead of ${blockBytes}`;
    }
    return undefined;
  } catch (thrown) {
    return `it refuses reads with O_DIRECT: ${reasonOf(thrown)}`;
  } finally {
    closeSync(descriptor);
  }
}
