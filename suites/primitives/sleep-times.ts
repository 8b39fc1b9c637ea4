/** What is random in the suite. Imports nothing, so that many worker threads can load it. */

/** Milliseconds of every sleep in turn: evenly spread up to a bound at which about one sleeper in a microsecond is due. */
export function sleepTimes(threads: number, seed: number): () => number {
  const longestMs = Math.max(1, threads / 1000);
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return ((state >>> 0) / 2 ** 32) * longestMs;
  };
}
