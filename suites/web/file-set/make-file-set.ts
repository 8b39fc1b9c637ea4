/** Writes a file set to a folder: all files, then their manifest. A folder with a manifest holds a complete set. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32c } from '@node-rs/crc32';
import { TuttiError, reasonOf } from '../../../harness/model/errors.js';
import { contentOf } from './content.js';
import { bytesPerDirectory, directoryName, filesPerDirectory, lengthOf, pathOf } from './layout.js';
import { type FileSetShape, manifestName, manifestText } from './manifest.js';

/** Hears how far it has come. */
export type FileSetProgress = (bytesDone: number, bytesInAll: number) => void;

/**
 * Makes a file set; what stood in its place in the folder is overwritten.
 * @throws TuttiError CANNOT_WRITE naming the file
 */
export async function makeFileSet(
  folder: string,
  shape: FileSetShape,
  progress: FileSetProgress = () => {},
): Promise<void> {
  const manifest = join(folder, manifestName);
  const checksums = new Uint32Array(shape.directories * filesPerDirectory);
  try {
    mkdirSync(folder, { recursive: true });
    // Until all files are there, no manifest says that they are.
    rmSync(manifest, { force: true });
    for (let directory = 0; directory < shape.directories; directory++) {
      await makeDirectory(folder, shape.seed, directory, checksums);
      progress((directory + 1) * bytesPerDirectory, shape.directories * bytesPerDirectory);
    }
    writeFileSync(`${manifest}.new`, manifestText(shape, checksums));
    renameSync(`${manifest}.new`, manifest);
  } catch (thrown) {
    const hint = `free ${shape.directories * bytesPerDirectory} bytes there, or choose fewer directories`;
    throw new TuttiError('CANNOT_WRITE', { file: folder, reason: reasonOf(thrown), hint }, thrown);
  }
}

async function makeDirectory(
  folder: string,
  seed: number,
  directory: number,
  checksums: Uint32Array,
): Promise<void> {
  mkdirSync(join(folder, directoryName(directory)), { recursive: true });
  const writes: Promise<void>[] = [];
  for (let within = 0; within < filesPerDirectory; within++) {
    const index = directory * filesPerDirectory + within;
    const content = contentOf(seed, index, lengthOf(index));
    checksums[index] = crc32c(content);
    writes.push(writeFile(join(folder, pathOf(index)), content));
  }
  // All have ended before anything is thrown: nothing is written behind the caller's back.
  const failed = (await Promise.allSettled(writes)).find((write) => write.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
