/** What the audit of two runs says, in words: how many cells moved, and whether that is a change or the machine. Pure. */
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import type { OrderEffectRow } from '../../../../harness/model/order-audit.js';
import { count } from '../../chart/numbers.js';
import { changeWords, verdictName } from '../../comparison/verdict-words.js';
import type { RunComparison } from './run-comparison.js';

/** `Of 48 cells: 3 better, 40 no difference, 5 not decided.` */
export function tallyWords(rows: readonly ComparisonRow[]): string {
  const tally = new Map<string, number>();
  for (const row of rows) tally.set(verdictName(row), (tally.get(verdictName(row)) ?? 0) + 1);
  const parts = [
    'better',
    'worse',
    'no difference',
    'not decided',
    'not judged',
    'no comparison',
    'incomparable',
  ]
    .filter((name) => tally.has(name))
    .map((name) => `${tally.get(name)} ${name}`);
  return `Of ${count(rows.length, 'cell')} in run B, held against run A: ${parts.join(', ')}.`;
}

/** Reasons to believe none of the differences; empty when there is none. */
export function alarmsOf({ document: { audit } }: RunComparison): string[] {
  const { symmetry, commonShift } = audit;
  return [
    ...(symmetry?.alarm === true
      ? [
          `As many cells are better as worse (${symmetry.better} and ${symmetry.worse} of ${symmetry.rows}): this measures the ` +
            'machine, not a change. Believe none of them.',
        ]
      : []),
    ...(commonShift?.alarm === true
      ? [
          `${commonShift.targets} targets moved together: over ${commonShift.rows} cells, run B is ${commonShift.ratio > 1 ? 'better' : 'worse'}, ${changeWords(commonShift)}. ` +
            'A machine that was busier or slower during one of the runs does that to every cell. Believe none of them before ' +
            'both have been measured side by side (tutti check).',
        ]
      : []),
  ];
}

/** Whether the order of the launches shows in either run, and where that cannot be seen. */
export function orderWords({ document: { audit } }: Pick<RunComparison, 'document'>): string[] {
  const mattering = audit.order.filter(({ matters }) => matters);
  if (mattering.length === 0) return [noOrderWords(audit.order)];
  return mattering.map(
    (row) =>
      `In ${row.run}, suite ${row.suite}, the order of the launches shows: ${effectWords(row)}, ` +
      `${changeWords(row)} (a positive number is better).`,
  );
}

/** An effect can only be seen where it has an interval and a test. */
function noOrderWords(rows: readonly OrderEffectRow[]): string {
  const [seen, ...more] = ['run A', 'run B'].filter((side) =>
    rows.some(({ run, lo, p }) => run === side && lo !== null && p !== null),
  );
  if (seen === undefined) return 'There are too few launches to see whether their order matters.';
  return more.length > 0
    ? 'The order of the launches shows in neither run.'
    : `The order of the launches does not show in ${seen}; the other run has too few launches to see it.`;
}

function effectWords({ effect, after }: OrderEffectRow): string {
  switch (effect) {
    case 'position':
      return 'the last place in a block over the first';
    case 'drift':
      return 'the end of the run over its beginning';
    case 'after':
      return `after ${after ?? 'one target'} over after others`;
  }
}
