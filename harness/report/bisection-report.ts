/** A bisection for the terminal. */
import { type Bisection, bisectionOutcomes, type NamedCommit, type SideBySide } from '../model/bisection.js';
import { pointKey } from '../model/point.js';
import { printable } from './printable.js';
import { table } from './table.js';

/** What `history --bisect` and `history --remeasure` print. */
export function bisectionReport(bisection: Bisection, folder: string): string {
  const { suite, target, point, metric, floor, old, ends, steps, outcome, suspects, blame } = bisection;
  const newest = suspects.at(-1);
  return [
    `${suite}, ${target}, ${pointKey(point)}, ${metric} (noise floor ${(100 * floor).toFixed(0)} %)`,
    [
      `  old  ${nameOf(old)}`,
      `  new  ${nameOf(bisection.new)}`,
      `  ${ends === null ? 'not measured' : ratioWords(ends)}: ${bisectionOutcomes[outcome]}`,
    ].join('\n'),
    steps.length === 0 ? '' : stepTable(bisection),
    newest === undefined
      ? ''
      : [
          suspects.length === 1
            ? 'The commit'
            : `One of ${suspects.length} commits, the last of them at the latest`,
          ...suspects.map((commit) => `  ${nameOf(commit)}`),
          ...(blame === null
            ? []
            : [`  against ${blame.against.slice(0, 10)}, the one before: ${ratioWords(blame)}`]),
        ].join('\n'),
    `Kept in ${folder}: bisection.json, every launch, and what the set-ups printed.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function stepTable({ steps }: Bisection): string {
  const rows = steps.map(({ commit, subject, likeness, reason, measured }) => [
    commit.slice(0, 10),
    likeness,
    measured === null ? '' : ratioWords(measured),
    printable(reason === '' ? subject : `${subject} (${reason})`).split('\n')[0] ?? '',
  ]);
  const titles = ['commit', 'is like', 'against the old end', 'subject'];
  return table(
    titles.map((title) => ({ title })),
    rows,
  );
}

function nameOf({ commit, subject }: NamedCommit): string {
  return `${commit.slice(0, 10)} ${printable(subject)}`;
}

function ratioWords({ ratio, lo, hi, n }: SideBySide): string {
  if (ratio === null) return 'nothing was measured';
  const interval = lo === null || hi === null ? 'no interval' : `[${lo.toFixed(3)}, ${hi.toFixed(3)}]`;
  return `${ratio.toFixed(3)} times ${ratio < 1 ? '(worse)' : '(better)'} ${interval}, ${n} blocks`;
}
