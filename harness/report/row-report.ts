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

/**
 * The rows of one suite and metric; what does not fit into a table stands below it.
 * @param withQ whether the report has several rows that were tested, so that some of them are odd by chance
 */
export function rowReport(suite: SuiteDeclaration, rows: readonly ComparisonRow[], withQ: boolean): string {
  const [first] = rows;
  if (first === undefined) return '';
  const metric = suite.metrics.find(({ name }) => name === first.metric);
  return [
    `${suite.title}: ${metric?.title ?? first.metric} in ${first.unit} (${first.better} is better); ${floorWords(first)}`,
    ...(haveOneReason(rows)
      ? []
      : [
          table(
            columnsOf(first, withQ),
            rows.map((row) => cellsOf(row, suite, withQ)),
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
function columnsOf({ target, a, b }: ComparisonRow, withQ: boolean): TableColumn[] {
  return [
    { title: 'point', width: 24 },
    ...(target === null ? [] : [{ title: 'target' }]),
    { title: target === null ? a : 'A', align: 'right' },
    { title: target === null ? b : 'B', align: 'right' },
    { title: 'ratio', align: 'right' },
    { title: '95 % interval', align: 'right' },
    { title: 'n', align: 'right' },
    ...(withQ ? [{ title: 'q', align: 'right' as const }] : []),
    { title: 'mde', align: 'right' },
    { title: 'verdict' },
    { title: 'marks', width: 16 },
  ];
}

function cellsOf(row: ComparisonRow, suite: SuiteDeclaration, withQ: boolean): string[] {
  const { point, target, unit, medianA, medianB, ratio, lo, hi, n, q, mde, verdict, validity, modes } = row;
  const shift = modes === null ? [ratioWord(ratio), intervalWord(lo, hi, ratioWord)] : ['modes', 'see below'];
  return [
    pointWords(point, suite),
    ...(target === null ? [] : [target]),
    quantity(medianA, unit),
    quantity(medianB, unit),
    ...shift,
    String(n),
    ...(withQ ? [probabilityWord(q)] : []),
    shareWord(mde),
    verdict,
    validity.join(' '),
  ];
}

/** The rows with a reason against a verdict by their reasons, then those with several modes. */
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

function probabilityWord(q: number | null): string {
  if (q === null) return '-';
  return q < 0.001 ? '<0.001' : q.toPrecision(2);
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
