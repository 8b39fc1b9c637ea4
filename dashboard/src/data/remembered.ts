/** Values that are loaded when they are first asked for, and kept; what failed is tried again. */
export class Remembered<T> {
  readonly #values = new Map<string, Promise<T>>();

  get(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = load();
    this.#values.set(key, value);
    value.catch(() => this.#values.delete(key));
    return value;
  }
}
