/** How many connections there are descriptors for. */
import { readFileSync, readdirSync } from 'node:fs';
import { mostOpenFiles } from './read-part.js';

/** Kept free beside the files that may be open: for what the runtime opens by and by. */
const spare = 8;

/**
 * Connections that may be open at once so that files can still be opened: beyond them none is to be accepted. Infinite
 * where the system does not say what its limit is.
 */
export function connectionsThatFit(): number {
  const limit = descriptorLimit();
  if (limit === Number.POSITIVE_INFINITY) return limit;
  return Math.max(1, limit - readdirSync('/proc/self/fd').length - mostOpenFiles - spare);
}

/** The soft limit, which Node raises to the hard one when it starts. */
function descriptorLimit(): number {
  try {
    const [, soft] =
      /^Max open files +(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === undefined || soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
