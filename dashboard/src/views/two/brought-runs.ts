/** The runs that the reader brought: they stay until the page is closed, and are in no address. */
import { reasonOf } from '../../../../harness/model/errors.js';
import { type BroughtRun, readBrought } from '../../data/brought-run.js';

export type SideName = 'a' | 'b';

export class BroughtRuns {
  readonly #runs: BroughtRun[] = [];
  readonly #sides: { a: BroughtRun | null; b: BroughtRun | null } = { a: null, b: null };
  readonly #listeners = new Set<() => void>();
  #problems: readonly string[] = [];

  /** All of them, in the order in which they came. */
  get runs(): readonly BroughtRun[] {
    return this.#runs;
  }

  /** What was wrong with the files that came last, in words. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** The brought run on this side; null where a published one is. */
  side(side: SideName): BroughtRun | null {
    return this.#sides[side];
  }

  choose(side: SideName, run: BroughtRun | null): void {
    if (this.#sides[side] === run) return;
    this.#sides[side] = run;
    this.#tell();
  }

  /** Reads one or two runs. One is run B; of two, the first is run A. What cannot be read is a problem in words. */
  async bring(files: readonly File[]): Promise<void> {
    const read: BroughtRun[] = [];
    const problems: string[] = [];
    for (const group of filesByRun(files)) {
      try {
        read.push(await readBrought(group));
      } catch (thrown) {
        problems.push(reasonOf(thrown));
      }
    }
    this.#runs.push(...read);
    this.#problems = problems;
    const [first, second] = read.slice(-2);
    if (first !== undefined && second !== undefined) {
      this.#sides.a = first;
      this.#sides.b = second;
    } else if (first !== undefined) this.#sides.b = first;
    this.#tell();
  }

  /** @returns what takes the listener away again */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const broughtRuns = new BroughtRuns();

/** The files of each run: a file of a history is a run of its own, the others belong together folder by folder. */
export function filesByRun<Named extends Pick<File, 'name' | 'webkitRelativePath'>>(
  files: readonly Named[],
): Named[][] {
  const groups = new Map<string, Named[]>();
  for (const file of files) {
    const folder = file.webkitRelativePath.split('/').slice(0, -1).join('/');
    const key = file.name.endsWith('.gz') ? `file ${folder}/${file.name}` : `folder ${folder}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()];
}
