/** What each mark of a number means. Pure. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { Metric } from '../../../../harness/model/metric.js';
import {
  forbiddingBetter,
  spoiling,
  spoilingAll,
  type ValidityCode,
  validityReasons,
} from '../../../../harness/model/validity.js';
import { count, exact } from '../../chart/numbers.js';

/** One mark: what it says, and what it leaves of the number. */
export interface MarkWords {
  readonly code: ValidityCode;
  readonly words: string;
  readonly meaning: string;
}

export function markWords(code: ValidityCode, metric: Pick<Metric, 'source'>): MarkWords {
  return {
    code,
    words: validityReasons[code].words,
    meaning: `${leftOf(code, metric)} It is shown, never ranked.`,
  };
}

function leftOf(code: ValidityCode, metric: Pick<Metric, 'source'>): string {
  if (spoilingAll([code]).length > 0) return 'No number of these launches can be judged by.';
  if (spoiling([code], metric).length > 0) return 'No number that depends on the load can be judged by.';
  if (forbiddingBetter([code]).length > 0)
    return 'The number stands, but in a comparison its side is not called the better one.';
  return 'The number stands, with this beside it.';
}

/** How many launches carry a mark, and from how many on the number does; empty for one that no launch carries by itself. */
export function carriedWords(code: ValidityCode, launches: readonly LaunchRecord[]): string {
  const measured = launches.filter((launch) => launch.outcome === 'measured');
  const carriers = measured.filter(({ validity }) => validity.includes(code)).length;
  if (carriers === 0) return '';
  const { share } = validityReasons[code];
  const from = share === 0 ? 'one is enough' : `it counts from ${exact(share * 100)} % of them on`;
  return `${exact(carriers)} of ${count(measured.length, 'measured launch', 'measured launches')}; ${from}.`;
}
