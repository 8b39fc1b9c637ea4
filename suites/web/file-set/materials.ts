/** The file sets of the suite's points, as materials of a run. */
import type { Materials } from '../../../harness/model/suite.js';
import { bytesPerDirectory } from './layout.js';
import { makeFileSet } from './make-file-set.js';

/** The same files everywhere and always. */
const seed = 1;

/** The set of so many directories, which all launches that need as many share. */
export function fileSetFor(directories: number): Materials {
  return {
    name: `web-files-${directories}-seed-${seed}`,
    bytes: directories * bytesPerDirectory,
    make: (folder, progress) => makeFileSet(folder, { directories, seed }, progress),
  };
}
