/** Verification of a primitives launch: every operation asked for was done, as counted by the threads themselves. */
import type { ResultMessage } from '../../harness/model/protocol.js';
import type { Finding } from '../../harness/model/suite.js';

/**
 * For each metric the two counters that stand behind it: how often its operation was asked for, and how often the threads
 * saw it done. `created` and `ran` (threads that came to run), `switched` and `turns` (times a thread ran because of a
 * switch), `locked` and `held` (times the code between lock and unlock ran), `handed` and `taken` (turns), `sent` and
 * `received` (messages, each of which the receiver has found to be the next), `slept` and `woken`, `parked` and `released`
 * (threads that waited while the memory was read).
 */
export const countersOf = {
  switchTime: ['switched', 'turns'],
  createTime: ['created', 'ran'],
  lifeTime: ['created', 'ran'],
  lockTime: ['locked', 'held'],
  handOffTime: ['handed', 'taken'],
  channelTime: ['sent', 'received'],
  timerTime: ['slept', 'woken'],
  memoryPerThread: ['parked', 'released'],
} as const;
export type PrimitiveMetric = keyof typeof countersOf;

/** A package need not have every primitive, nor every point a use for it: what is reported must be accounted for. */
export function verify(result: ResultMessage): Finding[] {
  const reported = Object.keys(result.metrics);
  if (reported.length === 0) return [failed('no metric is reported')];
  const pairs = Object.entries(countersOf).filter(([metric]) => reported.includes(metric));
  const distinct = new Map(pairs.map(([, pair]) => [pair[0], pair]));
  return [...distinct.values()].flatMap(([asked, done]): Finding[] => {
    const wanted = result.verification[asked];
    const seen = result.verification[done];
    if (wanted !== undefined && Number.isSafeInteger(wanted) && wanted > 0 && wanted === seen) return [];
    return [failed(`${asked} ${wanted ?? 'not reported'}, but ${done} ${seen ?? 'not reported'}`)];
  });
}

function failed(message: string): Finding {
  return { validity: 'verification-failed', message };
}
