/** Writes the files to a folder: every byte of them, so that they are never sparse, and as far as the disk itself. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { contentOf } from './block.js';
import { blockBytes, type FileName, type FilesShape, tags } from './layout.js';
import { manifestName, manifestText } from './manifest.js';

/** Blocks that are made and written at a time. */
const blocksAtATime = 512;

/**
 * @param progress hears of the bytes that have been written
 * @throws what the file system says, such as ENOSPC
 */
export async function makeDiskFiles(
  folder: string,
  shape: FilesShape,
  progress: (doneBytes: number) => void,
): Promise<void> {
  await makeFile(folder, 'cached', shape, progress);
  await makeFile(folder, 'direct', shape, (done) => progress(shape.cached * blockBytes + done));
  const manifest = await open(join(folder, manifestName), 'w');
  try {
    await manifest.writeFile(manifestText(shape));
    await manifest.sync();
  } finally {
    await manifest.close();
  }
}

async function makeFile(
  folder: string,
  name: FileName,
  shape: FilesShape,
  progress: (doneBytes: number) => void,
): Promise<void> {
  const file = await open(join(folder, name), 'wx');
  try {
    for (let first = 0; first < shape[name]; first += blocksAtATime) {
      const count = Math.min(blocksAtATime, shape[name] - first);
      await file.writeFile(contentOf(shape.seed, tags[name], first, count));
      progress((first + count) * blockBytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
