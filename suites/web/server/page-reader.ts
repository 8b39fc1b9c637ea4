/** Pages from the cache, or from the disk into the cache: for servers on Node's event loop. */
import { type Page, type PageCache } from './page-cache.js';
import { readPart } from './read-part.js';
import { headOf } from './responses.js';
import type { ServedFile } from './served-files.js';

/** Bytes of a piece of a file that is too large for the cache. */
const pieceBytes = 256 * 1024;

export class PageReader {
  readonly #cache: PageCache;
  /** Files on their way from the disk: whoever wants one meanwhile waits for the same reading. */
  readonly #reading = new Map<number, Promise<Page>>();

  constructor(cache: PageCache) {
    this.#cache = cache;
  }

  /** The page, if it is in the cache. */
  cached(file: ServedFile): Page | undefined {
    return this.#cache.get(file.index);
  }

  /** False when a file is too large for the cache and is to be sent piece by piece. */
  isCacheable(file: ServedFile): boolean {
    return this.#cache.mayHold(headOf(file.length).length + file.length);
  }

  /**
   * Reads a cacheable file into the cache.
   * @throws when it cannot be read, or is shorter than its manifest says
   */
  read(file: ServedFile): Promise<Page> {
    let reading = this.#reading.get(file.index);
    if (reading === undefined) {
      reading = this.#readIntoCache(file);
      this.#reading.set(file.index, reading);
    }
    return reading;
  }

  /** A file in pieces, each read when it is asked for. */
  async *pieces(file: ServedFile): AsyncGenerator<Buffer, void> {
    for (let position = 0; position < file.length; position += pieceBytes) {
      const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, file.length - position));
      await readPart(file.location, piece, position);
      yield piece;
    }
  }

  async #readIntoCache(file: ServedFile): Promise<Page> {
    try {
      const page = await readPage(file);
      this.#cache.put(file.index, page);
      return page;
    } finally {
      this.#reading.delete(file.index);
    }
  }
}

async function readPage(file: ServedFile): Promise<Page> {
  const head = headOf(file.length);
  const bytes = Buffer.allocUnsafeSlow(head.length + file.length);
  bytes.write(head, 'latin1');
  const body = bytes.subarray(head.length);
  await readPart(file.location, body, 0);
  return { bytes, headLength: head.length, body };
}
