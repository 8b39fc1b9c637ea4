/** The table of everybody's standing at one point, hidden targets too. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Standing } from '../../../../harness/model/tier.js';
import { exact, grouped } from '../../chart/numbers.js';
import { placeWords } from '../../page/place-words.js';
import type { Column, Table } from '../../table/table.js';
import type { ShownSuite } from './shown-suite.js';

/** A row: the number of one target, and its place; `standing` is null for a target that nobody judged. */
export interface StandingRow {
  readonly target: string;
  readonly number: Pick<CellSummary, 'n' | 'median' | 'lo' | 'hi'>;
  readonly standing: Standing | null;
  readonly words: string;
}

/** @param question opens what stands behind the number of a target */
export function standingTable(shown: ShownSuite, question: (target: string) => void): Table<StandingRow> {
  const { index, metric, point, table, tiers, unranked } = shown;
  const rows = [
    ...tiers.flat().map((standing) => ({
      target: standing.target,
      number: standing,
      standing,
      words: 'valid',
    })),
    ...unranked.map(({ target, cell, words }) => ({
      target,
      number: cell,
      standing: table?.standings.find((one) => one.target === target) ?? null,
      words,
    })),
  ];
  const place = placeWords(index.suite, index.cells, point);
  return {
    caption: `${index.suite.title}: ${metric.title} in ${metric.unit}${place === '' ? '' : ` at ${place}`}, ${metric.better} is better`,
    columns: [targetColumn, ...valueColumns(shown, question), ...placeColumns],
    groups: [{ title: null, rows }],
  };
}

const targetColumn: Column<StandingRow> = {
  title: 'Target',
  text: ({ target }) => target,
  csv: [{ name: 'target', value: ({ target }) => target }],
};

function valueColumns({ metric }: ShownSuite, question: (target: string) => void): Column<StandingRow>[] {
  return [
    {
      title: `${metric.title} (${metric.unit})`,
      numeric: true,
      text: ({ number }) => (number.median === null ? 'missing' : grouped(number.median)),
      open:
        ({ target }) =>
        () =>
          question(target),
      csv: [
        { name: metric.name, value: ({ number }) => number.median },
        { name: 'unit', value: () => metric.unit },
      ],
    },
    {
      title: '95 % interval',
      numeric: true,
      text: ({ number: { lo, hi } }) =>
        lo === null || hi === null ? '–' : `${grouped(lo)} to ${grouped(hi)}`,
      csv: [
        { name: 'lo', value: ({ number }) => number.lo },
        { name: 'hi', value: ({ number }) => number.hi },
      ],
    },
    {
      title: 'Launches',
      numeric: true,
      text: ({ number }) => exact(number.n),
      csv: [{ name: 'n', value: ({ number }) => number.n }],
    },
  ];
}

const placeColumns: Column<StandingRow>[] = [
  countColumn('Tier', 'tier', (standing) => standing.tier),
  countColumn('Best rank', 'bestRank', (standing) => standing.bestRank),
  countColumn('Worst rank', 'worstRank', (standing) => standing.worstRank),
  countColumn('Better than', 'beats', (standing) => (standing.tier === null ? null : standing.beats)),
  countColumn('Worse than', 'beatenBy', (standing) => (standing.tier === null ? null : standing.beatenBy)),
  { title: 'Validity', text: ({ words }) => words, csv: [{ name: 'validity', value: ({ words }) => words }] },
];

function countColumn(
  title: string,
  name: string,
  valueOf: (standing: Standing) => number | null,
): Column<StandingRow> {
  const value = ({ standing }: StandingRow) => (standing === null ? null : valueOf(standing));
  const text = (row: StandingRow) => {
    const found = value(row);
    return found === null ? '–' : exact(found);
  };
  return { title, numeric: true, text, csv: [{ name, value }] };
}
