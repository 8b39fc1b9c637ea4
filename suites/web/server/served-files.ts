/** The files that a server serves: the manifest is the only map from a path to a file, so no path leads elsewhere. */
import { join } from 'node:path';
import { pathOf } from '../file-set/layout.js';
import { readManifest } from '../file-set/manifest.js';

export interface ServedFile {
  /** Its index in the manifest. */
  readonly index: number;
  /** Where it lies. */
  readonly location: string;
  readonly length: number;
}

export class ServedFiles {
  /** By index in the manifest. */
  readonly all: readonly ServedFile[];
  readonly #byPath: ReadonlyMap<string, ServedFile>;

  /**
   * @param folder a file set
   * @throws TuttiError FILE_SET_DAMAGED
   */
  constructor(folder: string) {
    const { files } = readManifest(folder);
    const served = files.map(({ path, length }, index) => ({ index, location: join(folder, path), length }));
    this.all = served;
    this.#byPath = new Map(served.map((file, index) => [`/${pathOf(index)}`, file]));
  }

  /** The file that a request's path names, exactly as it is written. */
  at(path: string): ServedFile | undefined {
    return this.#byPath.get(path);
  }
}
