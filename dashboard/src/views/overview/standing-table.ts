/** The table of everybody's standing at one point, hidden targets too. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Standing } from '../../../../harness/model/tier.js';
import { grouped } from '../../chart/numbers.js';
import { placeWords } from '../../page/place-words.js';
import { countColumn, intervalColumn, textColumn } from '../../table/columns.js';
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
    columns: [
      textColumn('Target', 'target', ({ target }) => target),
      ...valueColumns(shown, question),
      ...placeColumns,
    ],
    groups: [{ title: null, rows }],
  };
}

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
    intervalColumn('95 % interval', ({ number }) => number),
    countColumn('Launches', 'n', ({ number }) => number.n),
  ];
}

const placeColumns: Column<StandingRow>[] = [
  countColumn('Tier', 'tier', ({ standing }) => standing?.tier ?? null),
  countColumn('Best rank', 'bestRank', ({ standing }) => standing?.bestRank ?? null),
  countColumn('Worst rank', 'worstRank', ({ standing }) => standing?.worstRank ?? null),
  countColumn('Better than', 'beats', ({ standing }) => placed(standing, ({ beats }) => beats)),
  countColumn('Worse than', 'beatenBy', ({ standing }) => placed(standing, ({ beatenBy }) => beatenBy)),
  textColumn('Validity', 'validity', ({ words }) => words),
];

/** Who has no place is neither better nor worse than others. */
function placed(standing: Standing | null, valueOf: (standing: Standing) => number): number | null {
  return standing === null || standing.tier === null ? null : valueOf(standing);
}
