/** The files of a launch, open: `direct` past the page cache or not at all. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { blockBytes } from '../files/layout.js';
import { alignedMemory, blockIn } from './aligned-blocks.js';

export const directFlags = constants.O_RDONLY | constants.O_DIRECT;

/** Where the files of a folder are. */
export function locationsIn(materials: string): { cached: string; direct: string } {
  return { cached: join(materials, 'cached'), direct: join(materials, 'direct') };
}

export interface OpenFiles {
  /** Descriptor of `cached`. */
  readonly cached: number;
  /** Descriptor of `direct`, opened with O_DIRECT. */
  readonly direct: number;
}

/**
 * Opens both files.
 * @returns why not, where the system refuses O_DIRECT
 * @throws what the system says otherwise
 */
export function openFiles(materials: string): OpenFiles | { unsupported: string } {
  const { cached: cachedLocation, direct: directLocation } = locationsIn(materials);
  const cached = openSync(cachedLocation, 'r');
  const refuse = (reason: string): { unsupported: string } => {
    closeSync(cached);
    return { unsupported: `${directLocation} cannot be read past the page cache (O_DIRECT): ${reason}` };
  };
  try {
    const direct = openSync(directLocation, directFlags);
    readSync(direct, blockIn(alignedMemory(1), 0), 0, blockBytes, 0);
    return { cached, direct };
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EINVAL')
      return refuse(thrown.message);
    throw thrown;
  }
}
