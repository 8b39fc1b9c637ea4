/**
 * The page cache: whole files in memory, the least recently used ones leave first. It holds what it is given and reads
 * nothing itself, so that a server of any kind can read in its own way. Files go by their index in the manifest.
 */

/** A file in memory, with the head of its response before it: one piece of memory, sent by one write. */
export interface Page {
  readonly bytes: Buffer;
  readonly headLength: number;
  /** The bytes after the head: the file. */
  readonly body: Buffer;
}

/** No file. */
const none = -1;

export class PageCache {
  /** Bytes in the cache. */
  bytes = 0;
  readonly #limit: number;
  readonly #pages: (Page | undefined)[];
  /** The pages in a list, the most recently used first: the neighbours of each. */
  readonly #newer: Int32Array;
  readonly #older: Int32Array;
  #newest = none;
  #oldest = none;

  /**
   * @param files how many files there are
   * @param limit most bytes of pages, heads included
   */
  constructor(files: number, limit: number) {
    this.#limit = limit;
    this.#pages = Array.from({ length: files }, () => undefined);
    this.#newer = new Int32Array(files).fill(none);
    this.#older = new Int32Array(files).fill(none);
  }

  /** False for a page of so many bytes that it would not fit even alone. */
  mayHold(bytes: number): boolean {
    return bytes <= this.#limit;
  }

  /** The page of a file, which becomes the most recently used. */
  get(file: number): Page | undefined {
    const page = this.#pages[file];
    if (page === undefined || file === this.#newest) return page;
    this.#unlink(file);
    this.#linkFirst(file);
    return page;
  }

  /** Keeps a page, and lets others go for it. One that is too large, or is there already, is not kept. */
  put(file: number, page: Page): void {
    const size = page.bytes.length;
    if (!this.mayHold(size) || this.#pages[file] !== undefined) return;
    while (this.bytes + size > this.#limit) this.#letGo(this.#oldest);
    this.#pages[file] = page;
    this.bytes += size;
    this.#linkFirst(file);
  }

  #letGo(file: number): void {
    this.bytes -= this.#pages[file]?.bytes.length ?? 0;
    this.#pages[file] = undefined;
    this.#unlink(file);
  }

  #linkFirst(file: number): void {
    this.#older[file] = this.#newest;
    this.#newer[file] = none;
    if (this.#newest === none) this.#oldest = file;
    else this.#newer[this.#newest] = file;
    this.#newest = file;
  }

  #unlink(file: number): void {
    const newer = this.#newer[file] ?? none;
    const older = this.#older[file] ?? none;
    if (newer === none) this.#newest = older;
    else this.#older[newer] = older;
    if (older === none) this.#oldest = newer;
    else this.#newer[older] = newer;
  }
}
