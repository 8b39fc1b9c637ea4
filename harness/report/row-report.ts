/** Tables of comparisons for the terminal: a verdict in words on every row. */
import type { ComparisonRow, Mode } from '../model/comparison.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { floorWords } from './floor-words.js';
import { pointWords } from './point-words.js';
import { printable } from './printable.js';
import { quantity } from './quantity.js';
import { intervalWord, ratioWord, shareWord } from './shares.js';
import { table, type TableColumn } from './table.js';

/** Points that are named where one reason holds for many. */
const namedPlaces = 3;

/** The rows of one suite and metric; what does not fit into a table stands below it. */
export function rowReport(suite: SuiteDeclaration, rows: readonly ComparisonRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const metric = suite.metrics.find(({ name }) => name === first.metric);
  return [
    `${suite.title}: ${metric?.title ?? first.metric} in ${first.unit} (${first.better} is better); ${floorWords(first)}`,
    ...(haveOneReason(rows)
      ? []
      : [
          table(
            columnsOf(first),
            rows.map((row) => cellsOf(row, suite)),
          ),
        ]),
    ...notesOf(rows, suite),
  ].join('\n');
}

/** Where nothing could be compared, for one reason: a suite that only one of two runs measured, say. */
function haveOneReason(rows: readonly ComparisonRow[]): boolean {
  return rows.every(({ verdict, reason }) => verdict === 'failed' && reason === rows[0]?.reason);
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

/** The rows without a ratio by their reasons, then those with several modes. */
function notesOf(rows: readonly ComparisonRow[], suite: SuiteDeclaration): string[] {
  const where = ({ point, target }: ComparisonRow): string =>
    [pointWords(point, suite), ...(target === null ? [] : [target])].join(' ');
  const reasons = new Map<string, string[]>();
  for (const row of rows) {
    // What makes two runs incomparable is told once, above the tables.
    if (row.reason === '' || row.verdict === 'incomparable') continue;
    reasons.set(row.reason, [...(reasons.get(row.reason) ?? []), where(row)]);
  }
  return [
    ...[...reasons].map(([reason, places]) => `  ${printable(reason)} (${shortList(places)})`),
    ...rows.flatMap((row) => modeLines(row, where(row))),
  ];
}

function shortList(places: readonly string[]): string {
  const more = places.length - namedPlaces;
  return places.slice(0, namedPlaces).join(', ') + (more > 0 ? `, and ${more} more` : '');
}

function modeLines({ a, b, unit, modes }: ComparisonRow, where: string): string[] {
  if (modes === null) return [];
  const sides = [
    { name: a, modes: modes.a },
    { name: b, modes: modes.b },
  ];
  return [
    `  ${where}: launches fall into several groups, so no single ratio says how they differ`,
    ...sides.map((side) => `    ${side.name}: ${side.modes.map((mode) => modeWord(mode, unit)).join(', ')}`),
  ];
}

function modeWord({ median, share }: Mode, unit: string): string {
  return `${quantity(median, unit)} (${shareWord(share)} of launches)`;
}
