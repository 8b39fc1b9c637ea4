/** Keeps the last bytes of a stream. */
export class ByteRing {
  #chunks: Buffer[] = [];
  #length = 0;
  readonly #limit: number;

  /** @param limit most bytes kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length <= 2 * this.#limit) return;
    this.#chunks = [this.#last()];
    this.#length = this.#limit;
  }

  /** The bytes kept, as text. */
  text(): string {
    return this.#last().toString('utf8');
  }

  #last(): Buffer {
    const all = Buffer.concat(this.#chunks);
    return all.subarray(Math.max(0, all.length - this.#limit));
  }
}
