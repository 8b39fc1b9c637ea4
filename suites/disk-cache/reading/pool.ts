/** Node's pool of kernel threads, which does what the system has no asynchronous call for. */

/** Threads that Node starts unless it is told otherwise. */
const usualSize = 4;
const variable = 'UV_THREADPOOL_SIZE';

/**
 * A command with another size of the pool. It must be in the environment before Node starts: the pool is made when the
 * first module is read.
 */
export function withPool(size: number, command: readonly string[]): string[] {
  return ['env', `${variable}=${size}`, ...command];
}

/** The size of the pool, as a fact of a launch. */
export function poolFacts(): Record<string, string> {
  const size = process.env[variable];
  return { pool: `${size ?? usualSize} kernel threads${size === undefined ? ' (as usual)' : ''}` };
}
