/** Verification of a producer-consumer launch: every item accounted for, every thread alive, no lost wake-up. */
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import type { Finding } from '../../harness/model/suite.js';

/**
 * Counters that every target of this suite reports, counted from its first item to its last (warm-up and the end of the
 * run included): `produced`, `consumed`, `buffered` (left in the buffer), `threads` (created), `progressed` (threads that
 * produced or consumed at least one item), `finished` (threads that came to their end when told to stop).
 */
export const counterNames = [
  'produced',
  'consumed',
  'buffered',
  'threads',
  'progressed',
  'finished',
] as const;

export function verify(result: ResultMessage, point: Point): Finding[] {
  const counters = result.verification;
  const missing = counterNames.filter((name) => !isCount(counters[name]));
  if (missing.length > 0) return [failed(`no whole number is reported for ${missing.join(', ')}`)];
  const [produced = 0, consumed = 0, buffered = 0, threads = 0, progressed = 0, finished = 0] =
    counterNames.map((name) => counters[name]);
  const findings: Finding[] = [];
  if (produced !== consumed + buffered) {
    findings.push(
      failed(`${produced} items produced, but ${consumed} consumed and ${buffered} in the buffer`),
    );
  }
  if (buffered > Number(point['capacity'])) {
    findings.push(failed(`${buffered} items in a buffer of ${point['capacity']}`));
  }
  if (result.work > consumed) {
    findings.push(failed(`${result.work} items counted in the window, but ${consumed} consumed in all`));
  }
  if (threads !== 2 * Number(point['pairs'])) {
    findings.push(failed(`${threads} threads created for ${point['pairs']} pairs`));
  }
  if (finished !== threads) {
    findings.push(
      failed(`a wake-up was lost: ${threads - finished} of ${threads} threads never came to their end`),
    );
  }
  if (progressed < threads) {
    findings.push({
      validity: 'starved',
      message: `${threads - progressed} of ${threads} threads never produced or consumed an item`,
    });
  }
  return findings;
}

function failed(message: string): Finding {
  return { validity: 'verification-failed', message };
}

function isCount(value: number | undefined): boolean {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}
