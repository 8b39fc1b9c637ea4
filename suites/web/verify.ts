/**
 * Verification of a web launch. Whether every response was right, and whether the generator can be believed, the harness
 * judges in the same way for every suite with load; what is left is that the load was the one asked for.
 */
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import type { Finding } from '../../harness/model/suite.js';

export function verify({ work, load }: ResultMessage, point: Point): Finding[] {
  if (load === undefined) return [failed('there is no account of the load')];
  const faults: string[] = [];
  if (load.clients !== point['clients']) {
    faults.push(`${load.clients} clients instead of ${point['clients']}`);
  }
  if (load.responses > load.requests) {
    faults.push(`${load.responses} responses to ${load.requests} requests`);
  }
  if (work > load.responses) {
    faults.push(`${work} requests counted in the window, but ${load.responses} responses in all`);
  }
  return faults.map(failed);
}

function failed(message: string): Finding {
  return { validity: 'verification-failed', message };
}
