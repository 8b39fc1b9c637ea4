/** Where a target's curve crosses the baseline's, in words. Pure. */
import type { Crossing } from '../../../../harness/model/crossing.js';
import type { Factor } from '../../../../harness/model/point.js';
import { counted } from '../../chart/numbers.js';

/** All that is known of the crossings of one target with the baseline. */
export function crossingWords(crossings: readonly Crossing[], { unit }: Factor): string {
  if (crossings.length === 0) return 'too few points in common to look for a crossing';
  return crossings.map((crossing) => oneCrossing(crossing, unit)).join('; ');
}

function oneCrossing(
  { verdict, a, betterBelow, at, lo, hi, from, to, leftOut }: Crossing,
  unit: string,
): string {
  const place = (value: number) => counted(Number(value.toPrecision(3)), unit);
  // What was measured is told as it is, what is estimated by three digits.
  const whole = `from ${counted(from, unit)} to ${counted(to, unit)}`;
  const without = leftOut.length === 0 ? '' : `, marked points left out (${leftOut.join(', ')})`;
  const below = betterBelow === a ? 'better' : 'worse';
  if (at === null) {
    const side = betterBelow === null ? 'equal' : below;
    return `no crossing: the estimate is ${side} ${whole}${without}`;
  }
  const turn = `${below} below, ${below === 'better' ? 'worse' : 'better'} above`;
  if (verdict === 'within-noise') {
    return `the estimates cross near ${place(at)} (${turn}), but not beyond doubt${without}`;
  }
  const ends = `[${lo === null ? 'below' : place(lo)}, ${hi === null ? 'beyond' : place(hi)}]`;
  return `crosses at ${place(at)} ${ends}: ${turn}${without}`;
}
