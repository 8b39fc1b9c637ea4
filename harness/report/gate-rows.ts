/** What all reports of a check have in common: the order of the cells, and their numbers in words. */
import {
  type AcceptedChange,
  type CellVerdict,
  gateStates,
  type GateVerdict,
  type JudgedCell,
} from '../model/gate.js';

/** From what a reader must see to what need not be read. */
const order: readonly CellVerdict[] = [
  'regression',
  'failed',
  'accepted',
  'incomparable',
  'inconclusive',
  'equivalent',
  'improvement',
];

/** The cells, the worst first: by verdict, candidates before the others, then by ratio. */
export function worstFirst(cells: readonly JudgedCell[]): JudgedCell[] {
  const rank = ({ verdict, candidate }: JudgedCell): number =>
    2 * order.indexOf(verdict) + (candidate ? 0 : 1);
  return [...cells].sort((a, b) => rank(a) - rank(b) || (a.ratio ?? 0) - (b.ratio ?? 0));
}

/** Of the verdicts that are nouns. */
const plurals: Partial<Record<CellVerdict, string>> = {
  regression: 'regressions',
  improvement: 'improvements',
};

/** `2 regressions, 3 inconclusive, 12 equivalent`; the gravest first. */
export function countsInWords(cells: readonly JudgedCell[]): string {
  const counts = order.map((verdict) => ({
    verdict,
    count: cells.filter((cell) => cell.verdict === verdict).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${count > 1 ? (plurals[verdict] ?? verdict) : verdict}`)
    .join(', ');
}

/** The state with what it means. */
export function stateInWords({ state }: GateVerdict): string {
  return `${state}: ${gateStates[state]}`;
}

/** `main (0123456789ab)`. */
export function revisionInWords({ name, commit }: GateVerdict['base']): string {
  const short = commit?.slice(0, 12) ?? null;
  return short === null || short === name.slice(0, 12) ? name : `${name} (${short})`;
}

/** A ratio as a signed share: `-9.1 %`; above 0 head is better. `-` for what does not exist. */
export function change(ratio: number | null): string {
  if (ratio === null) return '-';
  const percent = 100 * (ratio - 1);
  return `${percent > 0 ? '+' : ''}${digits(percent)} %`;
}

/** `[-12 %, -6.2 %]`; empty without an interval. */
export function interval({ lo, hi }: Pick<JudgedCell, 'lo' | 'hi'>): string {
  return lo === null || hi === null ? '' : `[${change(lo)}, ${change(hi)}]`;
}

/** A share without a sign: `4.3 %`; `-` for what does not exist. */
export function share(value: number | null): string {
  return value === null ? '-' : `${digits(100 * value)} %`;
}

/** Two digits and more where they are whole. */
function digits(percent: number): string {
  const size = Math.abs(percent);
  if (size >= 10) return percent.toFixed(0);
  return size < 0.05 ? '0' : percent.toFixed(1);
}

/** What a reader may want to know of a cell besides its numbers. */
export function remarks(cell: JudgedCell): string[] {
  const { reason, moreBlocks, validity, tolerance } = cell;
  const parts = [reason.replaceAll(/\s+/g, ' '), ...differenceOf(cell), ...exceptionOf(cell)];
  if (moreBlocks !== null) parts.push(`about ${moreBlocks} more blocks would tell`);
  if (tolerance.doubled) parts.push('twice the tolerance: oversubscribed');
  // How many launches there were stands beside it.
  const marks = validity.filter((code) => code !== 'too-few-launches');
  if (marks.length > 0) parts.push(`marks: ${marks.join(' ')}`);
  return parts;
}

/** The numbers of a cell that has no ratio. */
function differenceOf({ difference, unit }: JudgedCell): string[] {
  if (difference === null) return [];
  const { estimate, lo, hi, scale } = difference;
  const amount = (value: number): string => String(Number(value.toPrecision(3)));
  const range = lo === null || hi === null ? '' : ` [${amount(lo)}, ${amount(hi)}]`;
  return [
    `no ratio to a value of zero or less: better by ${amount(estimate)}${range} ${unit}, of about ${amount(scale)}`,
  ];
}

/** The exception of a cell, what it covers, and who brought it. */
function exceptionOf({ exception, verdict }: JudgedCell): string[] {
  if (exception === null) return [];
  const { otherwise, until, by, reason, addedByHead } = exception;
  const outside =
    otherwise === verdict && (verdict === 'regression' || verdict === 'failed') ? ' does not cover it' : '';
  return [
    `exception ${boundsInWords(exception)} until ${until} by ${by}${outside} (else ${otherwise}): ${reason}`,
    ...(addedByHead === true ? ['the exception was added or changed by head itself'] : []),
    ...(addedByHead === null ? ['whether base had the exception is not known'] : []),
  ];
}

/** What an exception covers: `to -15 % and for failure`. */
export function boundsInWords({
  ratio,
  difference,
  failure,
}: Pick<AcceptedChange, 'ratio' | 'difference' | 'failure'>): string {
  const to = [
    ...(ratio === null ? [] : [`to ${change(Math.min(1, ratio))}`]),
    ...(difference === null ? [] : [`to a difference of ${Number(Math.min(0, difference).toPrecision(3))}`]),
    ...(failure ? ['for failure'] : []),
  ];
  return to.length === 0 ? 'for nothing (it names no bound)' : to.join(' and ');
}

/** What an exception that does nothing any more should become. */
export function staleInWords({ cell, until, why }: GateVerdict['stale'][number]): string {
  const words = why === 'expired' ? `ended on ${until}` : 'is of a cell that is not gated';
  return `the exception for ${cell} ${words}: remove or renew it`;
}

/** What base and head do not have in common. */
export function differenceInWords({ what, base, head }: GateVerdict['differences'][number]): string {
  return `${what}: ${base} at base, ${head} at head`;
}

/** The stages in words, a line each. */
export function stagesInWords({ stages: { screen, confirm } }: GateVerdict): string[] {
  const line = (name: string, stage: GateVerdict['stages']['screen']): string =>
    `${name}: ${stage.blocks} blocks, seed ${stage.seed}, run ${stage.run} in ${stage.folder}`;
  return [
    line('first stage', screen),
    confirm === null ? 'second stage: none, for there was nothing to confirm' : line('second stage', confirm),
  ];
}
