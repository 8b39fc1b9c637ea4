/** Cancellation: a body wrapped so that an error is thrown into it where it waits. */
import type { ThreadBody } from './thread.js';

/** Throws into a body and then goes on with it as before. */
export function* interrupted(body: ThreadBody<unknown>, error: Error): ThreadBody<unknown> {
  let step = body.throw(error);
  while (step.done !== true) {
    yield step.value;
    step = body.next();
  }
  return step.value;
}

/**
 * Goes on with a body until its next wait that can be broken off, and throws into it there.
 * @param withdraw takes the thread out of the wait it has just begun; false where that would take something from it
 */
export function* interruptedLater(
  body: ThreadBody<unknown>,
  error: Error,
  withdraw: () => boolean,
): ThreadBody<unknown> {
  let step = body.next();
  while (step.done !== true) {
    const waits = step.value;
    const brokenOff = waits && withdraw();
    yield waits;
    if (brokenOff) return yield* interrupted(body, error);
    step = body.next();
  }
  return step.value;
}
