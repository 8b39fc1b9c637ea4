/** What the reader has to be told about what is shown: in a region that a screen reader reads aloud when it changes. */
import { byId, element } from './dom.js';

/** What it is about: the address, the run, or what the view had to choose. */
type Origin = 'address' | 'run' | 'view';

export class Notices {
  readonly #told: Record<Origin, readonly string[]> = { address: [], run: [], view: [] };

  /** Tells this in place of what was told of the same before; what does not change is not read aloud again. */
  set(origin: Origin, notices: readonly string[]): void {
    const before = this.#all();
    this.#told[origin] = notices;
    const now = this.#all();
    if (before.join('\n') === now.join('\n')) return;
    byId('notices').replaceChildren(...now.map((notice) => element('p', {}, notice)));
  }

  #all(): string[] {
    const { address, run, view } = this.#told;
    return [...new Set([...address, ...run, ...view])];
  }
}
