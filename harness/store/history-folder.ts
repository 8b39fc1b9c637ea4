/** A history in a folder. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuttiError } from '../model/errors.js';
import { type HistoryFile, type HistoryPlace, indexFile, indexOf, isThere } from './history.js';
import { writeWhole } from './write-file.js';

const option = '--store DIR';

export class HistoryFolder implements HistoryPlace {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  /** @throws TuttiError NO_HISTORY when there is no such folder */
  paths(): string[] {
    if (!existsSync(this.name)) throw new TuttiError('NO_HISTORY', { place: this.name });
    return this.#paths();
  }

  *read(paths: readonly string[]): Iterable<HistoryFile> {
    for (const path of paths) yield { path, bytes: readFileSync(join(this.name, path)) };
  }

  add(file: HistoryFile): boolean {
    const there = existsSync(join(this.name, file.path)) ? [...this.read([file.path])][0] : undefined;
    const added = !isThere(file, there);
    if (added) writeWhole(join(this.name, file.path), file.bytes, option);
    this.#writeIndex();
    return added;
  }

  /** Until nobody has added a file meanwhile: of several processes, the last one to come knows of all. */
  #writeIndex(): void {
    const file = join(this.name, indexFile);
    for (let indexed: string[] | undefined; indexed?.join() !== this.#paths().join();) {
      indexed = this.#paths();
      const former = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
      const text = indexOf(this.read(indexed), former);
      if (text !== former) writeWhole(file, text, option);
    }
  }

  #paths(): string[] {
    const runs = join(this.name, 'runs');
    if (!existsSync(runs)) return [];
    return readdirSync(runs, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json.gz'))
      .map((path) => join('runs', path))
      .sort();
  }
}
