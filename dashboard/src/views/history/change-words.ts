/** Changes and runs of a trend in words. Pure. */
import type { TrendChange } from '../../../../harness/model/trend.js';
import { grouped } from '../../chart/numbers.js';

/** `3.2 % worse`, `2.4 times better`. @param ratio how many times better */
export function changeWords(ratio: number): string {
  const side = ratio < 1 ? 'worse' : 'better';
  const factor = ratio < 1 ? 1 / ratio : ratio;
  if (factor > 2) return `${grouped(factor)} times ${side}`;
  return `${(Math.abs(ratio - 1) * 100).toFixed(1)} % ${side}`;
}

/** `3.2 % worse [4.1 % worse, 2.2 % worse]`; says so where there is no interval. */
export function changeWithInterval({ ratio, lo, hi }: Pick<TrendChange, 'ratio' | 'lo' | 'hi'>): string {
  const interval =
    lo === null || hi === null
      ? ', too few runs for an interval'
      : ` [${changeWords(lo)}, ${changeWords(hi)}]`;
  return `${changeWords(ratio)}${interval}`;
}

/** `revision 0123456789ab with changes of its own`. */
export function revisionWords(revision: string | null, dirty: boolean | null): string {
  if (revision === null) return 'revision not known';
  return `revision ${revision.slice(0, 12)}${dirty === true ? ' with changes of its own' : ''}`;
}

/** `24 Nov 2026, 20:51`, in UTC. */
export function timeWords(iso: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(iso))}, ${iso.slice(11, 16)}`;
}

/** A share as a percentage with its digits; `nothing` where no change of any size would be found. */
export function detectableWords(share: number | null): string {
  return share === null ? 'nothing' : `${grouped(Math.round(share * 1000) / 10)} %`;
}
