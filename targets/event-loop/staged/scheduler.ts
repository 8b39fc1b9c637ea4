/**
 * Gives the stages their turns: one batch each, in the order of the pipeline, then what has come from sockets and files,
 * and so on as long as a stage has something to do. All that one look at the sockets brings is one batch.
 */

/** A stage as its scheduler sees it. */
interface Runnable {
  readonly isRunnable: boolean;
  run(): void;
}

export class Scheduler {
  readonly #stages: readonly Runnable[];
  #isDue = false;

  constructor(stages: readonly Runnable[]) {
    this.#stages = stages;
  }

  /** To be called when an event has been queued from outside a stage. */
  wake(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => this.#round());
  }

  #round(): void {
    this.#isDue = false;
    for (const stage of this.#stages) stage.run();
    if (this.#stages.some(({ isRunnable }) => isRunnable)) this.wake();
  }
}
