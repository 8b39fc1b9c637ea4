/** What is said of two sides, in words: the same on both sides of 1, and without a colour. Pure. */
import type { ComparisonRow, Mode } from '../../../harness/model/comparison.js';
import { wordsOfMarks } from '../../../harness/model/validity.js';
import { isJudged } from '../../../harness/judge/compare/comparison-row.js';
import { grouped } from '../chart/numbers.js';

/** Which side a verdict is for; null where it is for neither. */
export type Tone = 'better' | 'worse' | null;

/** Verdicts as the page writes them: of the first side, whatever is measured. */
const verdictNames = {
  faster: 'better',
  slower: 'worse',
  equivalent: 'no difference',
  inconclusive: 'not decided',
  incomparable: 'incomparable',
  failed: 'no comparison',
} as const satisfies Record<ComparisonRow['verdict'], string>;

export function toneOf({ verdict }: ComparisonRow): Tone {
  return verdict === 'faster' ? 'better' : verdict === 'slower' ? 'worse' : null;
}

/** The verdict without its numbers: `better`, `not judged`. */
export function verdictName(row: ComparisonRow): string {
  return row.verdict === 'inconclusive' && !isJudged(row) ? 'not judged' : verdictNames[row.verdict];
}

/**
 * `worse, −4.1 % [−6.3, −2.0]`, with the reason where there is one, and the marks of either side that are not the reason.
 */
export function verdictWords(row: ComparisonRow): string {
  const { ratio, reason, lo, validity, modes } = row;
  const size = ratio === null ? '' : `, ${changeWords(row)}`;
  // Where there is no number, there is nothing to hold against it.
  const marks = wordsOfMarks(ratio === null ? [] : validity).filter((words) => !reason.includes(words));
  return [
    `${verdictName(row)}${size}${reason === '' ? '' : `: ${reason}`}`,
    ...(ratio !== null && lo === null && !validity.includes('too-few-launches')
      ? ['too few for an interval']
      : []),
    ...marks,
    ...(modes === null ? [] : [modesWords(row, modes)]),
  ].join('; ');
}

/** How far from 1, with its interval: `+4.1 % [+2.0, +6.3]`; from a factor of two on `1/3.2 × [1/3.4, 1/3.0]`. */
export function changeWords({ ratio, lo, hi }: Pick<ComparisonRow, 'ratio' | 'lo' | 'hi'>): string {
  if (ratio === null) return '–';
  const isFactor = ratio >= 2 || ratio <= 0.5;
  const word = isFactor ? factorWord : percentWord;
  const interval = lo === null || hi === null ? '' : ` [${word(lo)}, ${word(hi)}]`;
  return `${word(ratio)} ${isFactor ? '×' : '%'}${interval}`;
}

/** `0.05` is `5 %`. */
export function shareWords(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

/** `noise floor of 5 % (assumed: this machine is not qualified)`. */
export function floorWords({ floor, measured }: { floor: number; measured: boolean }): string {
  const source = measured ? 'measured on this machine' : 'assumed: nobody has qualified this machine';
  return `noise floor of ${shareWords(floor)} (${source})`;
}

/** `0.03`, `below 0.001`; a dash where there is none. */
export function probabilityWords(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? 'below 0.001' : String(Number(p.toPrecision(2)));
}

/** `3.24`, and below 1 `1/3.24`: the same digits on both sides. */
function factorWord(ratio: number): string {
  const size = ratio < 1 ? 1 / ratio : ratio;
  const digits = size.toLocaleString('en-GB', { maximumSignificantDigits: 3, minimumSignificantDigits: 3 });
  return ratio < 1 ? `1/${digits}` : digits;
}

/** `+4.1`, `−4.1`, with the sign of print. */
function percentWord(ratio: number): string {
  const percent = 100 * (ratio - 1);
  const digits = Math.abs(percent).toFixed(1);
  if (Number(digits) === 0) return '0.0';
  return `${percent < 0 ? '−' : '+'}${digits}`;
}

function modesWords({ a, b, unit }: ComparisonRow, modes: { a: readonly Mode[]; b: readonly Mode[] }) {
  const sides = [
    { name: a, humps: modes.a },
    { name: b, humps: modes.b },
  ].filter(({ humps }) => humps.length > 1);
  const lists = sides.map(
    ({ name, humps }) =>
      `${name} at ${humps.map(({ median, share }) => `${grouped(median)} ${unit} (${shareWords(share)})`).join(' and ')}`,
  );
  return `launches fall into several groups, so no single ratio says how they differ: ${lists.join(', ')}`;
}
