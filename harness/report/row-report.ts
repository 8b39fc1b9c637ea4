/** Tables of comparisons for the terminal: a verdict in words on every row. */
import type { ComparisonRow, Mode } from '../model/comparison.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { floorWords } from './floor-words.js';
import { pointWords } from './point-words.js';
import { printable } from './printable.js';
import { quantity } from './quantity.js';
import { intervalWord, ratioWord, shareWord } from './shares.js';
import { table, type TableColumn } from './table.js';

/** The rows of one suite and metric; what does not fit into a table stands below it. */
export function rowReport(suite: SuiteDeclaration, rows: readonly ComparisonRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const metric = suite.metrics.find(({ name }) => name === first.metric);
  return [
    `${suite.title}: ${metric?.title ?? first.metric} in ${first.unit} (${first.better} is better); ${floorWords(first)}`,
    table(
      columnsOf(first),
      rows.map((row) => cellsOf(row, suite)),
    ),
    ...rows.flatMap((row) => notesOf(row, suite)),
  ].join('\n');
}

/** Two targets give the columns their names; of two runs, whose names are long, each is only a side. */
function columnsOf({ target, a, b }: ComparisonRow): TableColumn[] {
  return [
    { title: 'point', width: 24 },
    ...(target === null ? [] : [{ title: 'target' }]),
    { title: target === null ? a : 'A', align: 'right' },
    { title: target === null ? b : 'B', align: 'right' },
    { title: 'ratio', align: 'right' },
    { title: '95 % interval', align: 'right' },
    { title: 'n', align: 'right' },
    { title: 'mde', align: 'right' },
    { title: 'verdict' },
    { title: 'marks', width: 16 },
  ];
}

function cellsOf(row: ComparisonRow, suite: SuiteDeclaration): string[] {
  const { point, target, unit, medianA, medianB, ratio, lo, hi, n, mde, verdict, validity, modes } = row;
  const shift = modes === null ? [ratioWord(ratio), intervalWord(lo, hi, ratioWord)] : ['modes', 'see below'];
  return [
    pointWords(point, suite),
    ...(target === null ? [] : [target]),
    quantity(medianA, unit),
    quantity(medianB, unit),
    ...shift,
    String(n),
    shareWord(mde),
    verdict,
    validity.join(' '),
  ];
}

function notesOf(
  { point, target, a, b, unit, modes, reason, verdict }: ComparisonRow,
  suite: SuiteDeclaration,
): string[] {
  const where = [pointWords(point, suite), ...(target === null ? [] : [target])].join(' ');
  const notes: string[] = [];
  // What makes two runs incomparable is told once, above the tables.
  if (reason !== '' && verdict !== 'incomparable') notes.push(`  ${where}: ${printable(reason)}`);
  if (modes !== null) {
    notes.push(
      `  ${where}: launches fall into several groups, so no one ratio says how they differ`,
      ...[
        { name: a, humps: modes.a },
        { name: b, humps: modes.b },
      ].map(({ name, humps }) => `    ${name}: ${humps.map((hump) => modeWord(hump, unit)).join(', ')}`),
    );
  }
  return notes;
}

function modeWord({ centre, share }: Mode, unit: string): string {
  return `${quantity(centre, unit)} (${shareWord(share)} of launches)`;
}
