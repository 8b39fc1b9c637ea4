/** The files of a point, as materials of a run. */
import type { Materials } from '../../../harness/model/suite.js';
import { blockBytes, blocksOf } from './layout.js';
import { matchesShape } from './matches-shape.js';
import { makeDiskFiles } from './make-disk-files.js';

/** The same bytes everywhere and always. */
const seed = 1;

/** Files of so many MiB, which all launches of both suites share that need files of these sizes. */
export function diskFilesFor(cachedMb: number, directMb: number): Materials {
  const shape = { seed, cached: blocksOf(cachedMb), direct: blocksOf(directMb) };
  return {
    name: `disk-${cachedMb}-${directMb}-seed-${seed}`,
    bytes: (shape.cached + shape.direct) * blockBytes,
    direct: true,
    matches: (folder) => matchesShape(folder, shape),
    make: (folder, progress) => makeDiskFiles(folder, shape, progress),
  };
}
