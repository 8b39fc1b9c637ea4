/** Verification of a primitives launch: every operation asked for was done, as counted by the threads themselves. */
import type { ResultMessage } from '../../harness/model/protocol.js';
import type { Finding } from '../../harness/model/suite.js';

/**
 * For each primitive how often it was asked for and how often the threads saw it done: `created` and `ran` (threads that
 * came to run), `switched` and `turns` (times a thread ran because of a switch), `locked` and `held` (times the code
 * between lock and unlock ran).
 */
export const counterPairs = [
  ['created', 'ran'],
  ['switched', 'turns'],
  ['locked', 'held'],
] as const;

export function verify(result: ResultMessage): Finding[] {
  return counterPairs.flatMap(([asked, done]): Finding[] => {
    const wanted = result.verification[asked];
    const seen = result.verification[done];
    if (wanted !== undefined && Number.isSafeInteger(wanted) && wanted > 0 && wanted === seen) return [];
    const message = `${asked} ${wanted ?? 'not reported'}, but ${done} ${seen ?? 'not reported'}`;
    return [{ validity: 'verification-failed', message }];
  });
}
