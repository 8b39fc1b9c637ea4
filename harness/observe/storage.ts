/** The file system and the block device below a folder, and whether they will do for files that launches read. */
import { statfsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeStorage, type Storage } from '../model/environment.js';
import { reasonOf } from '../model/errors.js';
import { describeDevice, deviceNameOf } from './block-device.js';
import { directIoFault } from './direct-io.js';
import type { Finding } from './fitness.js';
import { mountOf, nearestThere } from './mounts.js';

/** What the files in a folder, which need not be there yet, lie on; null where the system does not say. */
export function storageOf(folder: string): Storage | null {
  const mount = mountOf(folder);
  if (mount === undefined) return null;
  const name = deviceNameOf(mount);
  return {
    mountPoint: mount.point,
    fileSystem: mount.type,
    options: mount.options,
    device: name === undefined ? null : describeDevice(name),
  };
}

/** Files of the largest profile, and as much again. */
const wantedBytes = 8e9;
const anotherFolder = 'choose a folder on another file system with --materials DIR';

/** Looks at the folder of all materials. */
export function examineStorage(folder: string): Finding[] {
  return [space(folder), directIo(folder)];
}

function space(folder: string): Finding {
  const place = nearestThere(folder);
  const { bavail, bsize } = statfsSync(place);
  const free = bavail * bsize;
  const storage = storageOf(place);
  const where = storage === null ? 'unknown file system' : describeStorage(storage);
  return {
    what: 'folder of the materials (disk, web)',
    found: `${resolve(folder)}: ${where}, ${(free / 1e9).toFixed(1)} GB free`,
    fit: free >= wantedBytes,
    advice: free >= wantedBytes ? null : `free some space, or ${anotherFolder}`,
  };
}

function directIo(folder: string): Finding {
  const fault = directIoOrReason(nearestThere(folder));
  return {
    what: 'O_DIRECT in that folder (disk)',
    found: fault ?? 'reaches the device',
    fit: fault === undefined,
    advice: fault === undefined ? null : anotherFolder,
  };
}

function directIoOrReason(place: string): string | undefined {
  try {
    return directIoFault(place);
  } catch (thrown) {
    return reasonOf(thrown);
  }
}
