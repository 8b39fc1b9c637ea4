/** What the hostile targets need to get as far as they go: the specification, and lines of JSON. */
import { readSync, writeSync } from 'node:fs';

/** Reads the first line of the standard input. */
export function readSpecification() {
  const bytes = Buffer.alloc(65_536);
  let text = '';
  while (!text.includes('\n')) text += bytes.toString('utf8', 0, readSync(0, bytes));
  return JSON.parse(text);
}

/** @param {unknown} message */
export function say(message) {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

/** Waits for ever, doing nothing. */
export function hang() {
  setInterval(() => {}, 1_000_000);
}

/** Lets the measured window of 50 ms pass, as a target that works would. */
export function work() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 55);
}

/** A result that is in order, of the suite that the tests declare. */
export const goodResult = {
  type: 'result',
  elapsedMs: 50,
  work: 100,
  metrics: {},
  verification: { done: 100 },
};
