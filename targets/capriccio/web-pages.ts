/** Pages from the cache, or from the disk into the cache, for threads: whoever wants a page waits like for anything else. */
import { type Page, type PageCache } from '../../suites/web/server/page-cache.js';
import { mostOpenFiles } from '../../suites/web/server/read-part.js';
import { headOf } from '../../suites/web/server/responses.js';
import type { ServedFile } from '../../suites/web/server/served-files.js';
import { readPart, type Scheduler, Semaphore, type Thread, type ThreadBody } from './index.js';

export class Pages {
  readonly #threads: Scheduler;
  readonly #cache: PageCache;
  readonly #mayOpen: Semaphore;
  /** Files on their way from the disk: one thread reads for all who want it. */
  readonly #reading = new Map<number, Thread<Page>>();

  constructor(threads: Scheduler, cache: PageCache) {
    this.#threads = threads;
    this.#cache = cache;
    this.#mayOpen = new Semaphore(threads, mostOpenFiles, 'a file to be closed');
  }

  /** The page, if it is in the cache. */
  cached(file: ServedFile): Page | undefined {
    return this.#cache.get(file.index);
  }

  /** False when a file is too large for the cache and is to be sent piece by piece. */
  isCacheable(file: ServedFile): boolean {
    return this.#cache.mayHold(headOf(file.length).length + file.length);
  }

  /** `const page = yield* pages.read(file)`: a cacheable file, which stays in the cache. */
  *read(file: ServedFile): ThreadBody<Page> {
    let reader = this.#reading.get(file.index);
    if (reader === undefined) {
      reader = this.#threads.spawn(this.#intoCache(file), 'a reader');
      this.#reading.set(file.index, reader);
    }
    return yield* reader.join();
  }

  /** `yield* pages.readPart(file, into, position)`: fills a buffer from a place of a file. */
  *readPart(file: ServedFile, into: Uint8Array, position: number): ThreadBody {
    yield this.#mayOpen.acquire();
    try {
      yield* readPart(this.#threads, file.location, into, position);
    } finally {
      this.#mayOpen.release();
    }
  }

  *#intoCache(file: ServedFile): ThreadBody<Page> {
    try {
      const head = headOf(file.length);
      const bytes = Buffer.allocUnsafeSlow(head.length + file.length);
      bytes.write(head, 'latin1');
      const body = bytes.subarray(head.length);
      yield* this.readPart(file, body, 0);
      const page = { bytes, headLength: head.length, body };
      this.#cache.put(file.index, page);
      return page;
    } finally {
      this.#reading.delete(file.index);
    }
  }
}
