/** Ctrl-C and its like, for commands that have something to tidy up. */
import type { TuttiError } from '../model/errors.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** From its making to its end, signals abort `signal` and do nothing else, however often they come. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #abort: () => void;

  /** @param reason what the command throws then */
  constructor(reason: TuttiError) {
    this.#abort = () => this.#controller.abort(reason);
    for (const signal of signals) process.on(signal, this.#abort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    for (const signal of signals) process.off(signal, this.#abort);
  }
}
