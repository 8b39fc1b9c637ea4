/** Whether files that were made before can be used again, as far as that can be told without reading them. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { blockBytes, type FilesShape } from './layout.js';
import { manifestName, manifestText } from './manifest.js';

/** Bytes that `st_blocks` counts in. */
const sectorBytes = 512;

/**
 * True when the manifest in the folder is that of the shape, and both files are as long as it says, with no holes in them.
 * What is in them the checksums of the blocks tell, when they are read.
 */
export function matchesShape(folder: string, shape: FilesShape): boolean {
  try {
    if (readFileSync(join(folder, manifestName), 'utf8') !== manifestText(shape)) return false;
    return (['cached', 'direct'] as const).every((name) => {
      const { size, blocks } = statSync(join(folder, name));
      return size === shape[name] * blockBytes && blocks * sectorBytes >= size;
    });
  } catch {
    // Something is not there, or cannot be read.
    return false;
  }
}
