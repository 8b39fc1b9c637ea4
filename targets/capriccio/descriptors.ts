/** How many connections there is room for. */
import { readFileSync } from 'node:fs';

/** Descriptors kept for everything else: files being read, Node's own, the harness's pipes. */
const kept = 64;

/**
 * Descriptors that connections may use, by the limit of this process; `Infinity` where the system does not say. Beyond it a
 * server must not accept: Node would answer with an error each attempt to read a file.
 */
export function descriptorsForConnections(): number {
  let limits: string;
  try {
    limits = readFileSync('/proc/self/limits', 'latin1');
  } catch {
    return Infinity;
  }
  const limit = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? NaN);
  if (Number.isNaN(limit)) return Infinity;
  return Math.max(1, limit - Math.min(kept, Math.floor(limit / 2)));
}
