/** What can go wrong in a program of threads. */

/** Nothing can run, nothing sleeps, and threads wait: they would wait for ever. */
export class DeadlockError extends Error {
  override readonly name = 'DeadlockError';
  /** The threads that wait, and for what. */
  readonly waiting: readonly { thread: string; for: string }[];

  constructor(waiting: readonly { thread: string; for: string }[]) {
    const shown = waiting.slice(0, 8).map((one) => `${one.thread} waits for ${one.for}`);
    const more = waiting.length > shown.length ? `, and ${waiting.length - shown.length} more` : '';
    super(`deadlock: ${shown.join(', ')}${more}`);
    this.waiting = waiting;
  }
}

/** A primitive was used in a way that cannot be meant. */
export class ThreadUsageError extends Error {
  override readonly name = 'ThreadUsageError';
}

/** Thrown inside a thread that is cancelled, where it waits; what `join` throws when the thread let it pass. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';

  constructor(thread: string) {
    super(`${thread} was cancelled`);
  }
}

/** Sent to a closed channel, or received from one that is closed and empty. */
export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';

  constructor() {
    super('the channel is closed');
  }
}

/** A wait for the outside world has reached its deadline. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';

  constructor(what: string) {
    super(`waited for ${what} until the deadline`);
  }
}

/** A file has fewer bytes than were asked of it. */
export class FileEndedError extends Error {
  override readonly name = 'FileEndedError';

  constructor(location: string, at: number) {
    super(`${location} ends at ${at}`);
  }
}
