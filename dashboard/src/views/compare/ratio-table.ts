/** The table of the ratios: every target at every value of the swept factor, both sides, the verdict in words. Pure. */
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import type { FactorValue, Point } from '../../../../harness/model/point.js';
import type { Floor } from '../../../../harness/model/qualification.js';
import { counted } from '../../chart/numbers.js';
import {
  countColumn,
  intervalColumn,
  medianColumn,
  mdeColumn,
  qColumn,
  ratioColumn,
  verdictColumn,
} from '../../comparison/comparison-columns.js';
import { floorWords } from '../../comparison/verdict-words.js';
import type { Column, Table } from '../../table/table.js';
import type { Ratios } from './ratios.js';

/** A target at a value of the swept factor. */
export interface RatioRow {
  readonly target: string;
  readonly value: FactorValue;
  readonly row: ComparisonRow | null;
}

/** Opens the launches of a target at a point. */
export type OpenCell = (target: string, point: Point) => void;

/** Rows by value of the factor, the best ratio first; what has none comes last. */
export function ratioTable(ratios: Ratios, floor: Floor, open: OpenCell): Table<RatioRow> {
  const { selection, baseline, targets } = ratios;
  const { suite, metric, swept } = selection;
  const values = targets[0]?.points.map(({ value }) => value) ?? [];
  return {
    caption: `${suite.title}, ${metric.title} in ${metric.unit}: every target against ${baseline}; a ratio above 1 is better; ${floorWords(floor)}`,
    columns: columnsOf(ratios, open),
    groups: values.map((value, place) => ({
      title: `${swept.title}: ${typeof value === 'number' ? counted(value, swept.unit) : value}`,
      rows: targets
        .map(({ target, points }) => ({ target, value, row: points[place]?.row ?? null }))
        .sort((one, other) => (other.row?.ratio ?? 0) - (one.row?.ratio ?? 0)),
    })),
  };
}

function columnsOf({ selection, baseline }: Ratios, open: OpenCell): Column<RatioRow>[] {
  const { metric, swept } = selection;
  return [
    {
      title: 'Target',
      text: ({ target }) => target,
      csv: [
        { name: swept.name, value: ({ value }) => value },
        { name: 'target', value: ({ target }) => target },
        { name: 'baseline', value: () => baseline },
      ],
    },
    medianColumn({ title: `${metric.title} (${metric.unit})`, name: metric.name, side: 'a' }, (row) =>
      open(row.a, row.point),
    ),
    medianColumn({ title: `of ${baseline}`, name: `${metric.name}OfBaseline`, side: 'b' }, (row) =>
      open(row.b, row.point),
    ),
    ratioColumn,
    intervalColumn,
    countColumn('Blocks'),
    qColumn,
    mdeColumn,
    verdictColumn,
  ];
}
