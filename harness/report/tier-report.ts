/** Tables of tiers for the terminal. */
import type { SuiteDeclaration } from '../model/suite.js';
import type { Standing, TierTable } from '../model/tier.js';
import { floorWords } from './floor-words.js';
import { pointWords } from './point-words.js';
import { printable } from './printable.js';
import { quantity } from './quantity.js';
import { intervalWord, shareWord } from './shares.js';
import { table, type TableColumn } from './table.js';

/** The tables of one suite and metric: all points below each other, and what has to be said of them. */
export function tierReport(suite: SuiteDeclaration, tables: readonly TierTable[]): string {
  const [first] = tables;
  if (first === undefined) return '';
  const { unit, better } = first;
  const title = suite.metrics.find(({ name }) => name === first.metric)?.title ?? first.metric;
  return [
    `${suite.title}: ${title}, median over launches (${better} is better); ${floorWords(first)}`,
    table(
      columnsOf(unit),
      tables.flatMap((one) => rowsOf(one, suite)),
    ),
    ...tables.flatMap((one) => notesOf(one, suite)),
  ].join('\n');
}

function columnsOf(unit: string): TableColumn[] {
  return [
    { title: 'point', width: 24 },
    { title: 'tier', align: 'right' },
    { title: 'rank', align: 'right' },
    { title: 'target' },
    { title: unit, align: 'right' },
    { title: '95 % interval', align: 'right' },
    { title: 'n', align: 'right' },
    { title: 'not ranked', width: 24 },
  ];
}

function rowsOf({ standings, point, unit }: TierTable, suite: SuiteDeclaration): string[][] {
  return standings.map((standing, index) => [
    index === 0 ? pointWords(point, suite) : '',
    standing.tier === null ? '-' : String(standing.tier),
    rankWord(standing),
    standing.target,
    quantity(standing.median, unit),
    intervalWord(standing.lo, standing.hi, (end) => quantity(end, unit)),
    String(standing.n),
    whyNot(standing),
  ]);
}

function rankWord({ bestRank, worstRank }: Standing): string {
  if (bestRank === null || worstRank === null) return '-';
  return bestRank === worstRank ? String(bestRank) : `${bestRank}-${worstRank}`;
}

/** The marks, which the end of the report explains; other reasons in their own words. */
function whyNot({ reason, validity }: Standing): string {
  if (reason === '') return '';
  return validity.length > 0 ? validity.join(' ') : printable(reason);
}

function notesOf(
  { standings, point, blocks, blocksNeeded, plateau }: TierTable,
  suite: SuiteDeclaration,
): string[] {
  const where = pointWords(point, suite);
  const ranked = standings.filter(({ tier }) => tier !== null).length;
  const notes: string[] = [];
  if (ranked > 1 && blocks < blocksNeeded) {
    notes.push(
      `  ${where}: ${blocks} blocks cannot tell any two of ${ranked} targets apart, ${blocksNeeded} could (--launches ${blocksNeeded})`,
    );
  }
  if (plateau !== null) {
    const { targets, runtimes, within } = plateau;
    notes.push(
      `  ${where}: ${targets.length} targets of ${runtimes.length} runtimes lie within ${shareWord(within)} of the best one:`,
      `    a limit that they share is likelier than a common merit (${suite.load === undefined ? 'a device, a pause' : 'the load generator'}?)`,
    );
  }
  return notes;
}
