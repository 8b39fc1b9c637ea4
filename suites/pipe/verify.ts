/** Verification of a pipe launch: every token accounted for, hop by hop, and every thread. */
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import type { Finding } from '../../harness/model/suite.js';

/**
 * Counters that every target of this suite reports, counted from its first token to its last (warm-up and the end of the
 * run included): `tokens` (put into the pipes), `found` (different ones found in the pipes at the end), `duplicated`
 * (found once more, or never put in), `torn` (reads, writes or finds of something that is no whole token), `hops` (sum
 * of the hop counts on the tokens found), `passed` (tokens passed on, counted by the threads), `threads` (threads, or
 * state machines), `progressed` (those that passed on at least one token), `finished` (those that came to their end when
 * told to stop).
 */
export const counterNames = [
  'tokens',
  'found',
  'duplicated',
  'torn',
  'hops',
  'passed',
  'threads',
  'progressed',
  'finished',
] as const;

type Counters = Record<(typeof counterNames)[number], number>;

/** The paper's rule: a quarter as many tokens as pipes, and 128 from 128 pipes on. */
export function tokensFor(pipes: number): number {
  return pipes < 128 ? Math.max(1, Math.floor(pipes / 4)) : 128;
}

export function verify(result: ResultMessage, point: Point): Finding[] {
  const missing = counterNames.filter((name) => !isCount(result.verification[name]));
  if (missing.length > 0) return [failed(`no whole number is reported for ${missing.join(', ')}`)];
  const counters = result.verification as Counters;
  const { threads, progressed } = counters;
  const findings = [
    ...tokenFaults(counters, Number(point['pipes'])),
    ...threadFaults(counters, Number(point['pipes'])),
    ...(result.work > counters.passed
      ? [`${result.work} tokens counted in the window, but ${counters.passed} passed on in all`]
      : []),
  ].map(failed);
  if (progressed >= threads) return findings;
  const message = `${threads - progressed} of ${threads} threads never passed on a token`;
  return [...findings, { validity: 'starved', message }];
}

function tokenFaults({ tokens, found, duplicated, torn, hops, passed }: Counters, pipes: number): string[] {
  const faults: string[] = [];
  if (tokens !== tokensFor(pipes)) {
    faults.push(`${tokens} tokens among ${pipes} pipes, which are to have ${tokensFor(pipes)}`);
  }
  if (found < tokens) faults.push(`${tokens - found} of ${tokens} tokens are lost`);
  if (found > tokens) faults.push(`${found} tokens found, but ${tokens} put in`);
  if (duplicated > 0) faults.push(`${duplicated} tokens found more than once, or never put in`);
  if (torn > 0) faults.push(`${torn} tokens were torn`);
  if (hops !== passed) faults.push(`the tokens count ${hops} hops, but the threads passed on ${passed}`);
  return faults;
}

function threadFaults({ threads, finished }: Counters, pipes: number): string[] {
  const faults: string[] = [];
  if (threads !== pipes) faults.push(`${threads} threads for ${pipes} pipes`);
  if (finished !== threads) {
    faults.push(`${threads - finished} of ${threads} threads never came to their end`);
  }
  return faults;
}

function failed(message: string): Finding {
  return { validity: 'verification-failed', message };
}

function isCount(value: number | undefined): boolean {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}
