/** The rules that claims are made of: a ratio held against a bound, and several of them together. */
import type { ClaimVerdict, Judgement, PairedValues } from '../model/claim.js';
import type { Reference } from '../model/figure.js';

/** A ratio with what it is the ratio of, in words: `native over nptl at 1024 pipes`. */
export interface Asked extends PairedValues {
  readonly what: string;
}

/** The ratio is `least` or more. */
export function atLeast(asked: Asked, least: number): Judgement {
  return between(asked, least, Number.POSITIVE_INFINITY);
}

/** The ratio is `most` or less. */
export function atMost(asked: Asked, most: number): Judgement {
  return between(asked, 0, most);
}

/** The two are alike: the ratio is off 1 by the factor `1 + margin` at most, either way. */
export function alike(asked: Asked, margin: number): Judgement {
  return between(asked, 1 / (1 + margin), 1 + margin);
}

/**
 * The ratio lies between two bounds. It is reproduced only when the whole interval does, not reproduced only when the whole
 * interval does not; without an interval nothing is said.
 */
export function between(asked: Asked, least: number, most: number): Judgement {
  const { ratio, lo, hi } = asked;
  // Whoever gives the evidence says what was missing, and why.
  if (ratio === null) return { verdict: 'not-measured', detail: '' };
  const detail = `${inWords(asked)}, wanted ${boundsInWords(least, most)}`;
  if (lo === null || hi === null) return { verdict: 'inconclusive', detail };
  return { verdict: verdictOn({ lo, hi }, least, most), detail };
}

/** A ratio and its interval as a sentence has them. */
export function inWords({ what, ratio, lo, hi }: Asked): string {
  if (ratio === null) return `${what}: no valid number`;
  if (lo === null || hi === null) return `${what}: ${short(ratio)} without an interval (fewer than 6 blocks)`;
  return `${what}: ${short(ratio)} [${short(lo)}, ${short(hi)}]`;
}

function verdictOn({ lo, hi }: { lo: number; hi: number }, least: number, most: number): ClaimVerdict {
  if (lo >= least && hi <= most) return 'reproduced';
  return hi < least || lo > most ? 'not-reproduced' : 'inconclusive';
}

function boundsInWords(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `at least ${short(least)}`;
  return least === 0 ? `at most ${short(most)}` : `${short(least)} to ${short(most)}`;
}

/**
 * Every part holds. One that does not hold decides; then one that was not measured, for where a sweep has no valid number it
 * may be that the claim broke down there; then one that is open. Each part is
 * judged by an interval of its own of 95 %: that all of them hold is then said too seldom rather than too often.
 */
export function every(parts: readonly Judgement[]): Judgement {
  const order: readonly ClaimVerdict[] = ['not-reproduced', 'not-measured', 'inconclusive', 'reproduced'];
  const found = order.find((verdict) => parts.some((part) => part.verdict === verdict));
  return {
    verdict: found ?? 'not-measured',
    detail: parts.length === 0 ? 'no point of the run is one that it asks for' : detailOf(parts),
  };
}

function detailOf(parts: readonly Judgement[]): string {
  return parts
    .map(({ detail }) => detail)
    .filter((detail) => detail !== '')
    .join('; ');
}

/** A ratio in words: three digits, as many as its interval is worth. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Where a published curve is looked up. */
type Published = readonly [curve: string, x: number];

/** The ratio of two published values, in words, for a rule to name beside its margin. */
export function publishedRatio(reference: Reference, a: Published, b: Published): string {
  return (publishedValue(reference, a) / publishedValue(reference, b)).toFixed(2);
}

function publishedValue({ curves }: Reference, [title, x]: Published): number {
  const point = curves.find((curve) => curve.title === title)?.points.find(([at]) => at === x);
  if (point === undefined) throw new RangeError(`nothing is published of ${title} at ${x}`);
  return point[1];
}
