/** Columns that many tables have, each declared once: words, counts, a number with its interval. Pure. */
import type { CellSummary } from '../../../harness/model/cell.js';
import type { Metric } from '../../../harness/model/metric.js';
import { exact, intervalOrDash, withInterval } from '../chart/numbers.js';
import type { Column } from './table.js';

/** Words, which stand in the CSV as they are. @param name of the CSV column */
export function textColumn<Row>(title: string, name: string, text: (row: Row) => string): Column<Row> {
  return { title, text, csv: [{ name, value: text }] };
}

/** A whole number with every digit; a dash where there is none. */
export function countColumn<Row>(
  title: string,
  name: string,
  value: (row: Row) => number | null,
): Column<Row> {
  const text = (row: Row) => {
    const found = value(row);
    return found === null ? '–' : exact(found);
  };
  return { title, numeric: true, text, csv: [{ name, value }] };
}

/** Both ends of an interval. */
export function intervalColumn<Row>(
  title: string,
  of: (row: Row) => Pick<CellSummary, 'lo' | 'hi'>,
): Column<Row> {
  return {
    title,
    numeric: true,
    text: (row) => intervalOrDash(of(row)),
    csv: [
      { name: 'lo', value: (row) => of(row).lo },
      { name: 'hi', value: (row) => of(row).hi },
    ],
  };
}

/** Median of a metric with its interval, as a button to what stands behind it. */
export function metricColumn<Row>(
  { name, title, unit }: Metric,
  of: (row: Row) => CellSummary | undefined,
  open: NonNullable<Column<Row>['open']>,
): Column<Row> {
  return {
    title: `${title} (${unit})`,
    numeric: true,
    text(row) {
      const cell = of(row);
      return cell === undefined || cell.median === null ? 'missing' : withInterval(cell.median, cell);
    },
    open,
    csv: [
      { name, value: (row) => of(row)?.median ?? null },
      { name: `${name} lo`, value: (row) => of(row)?.lo ?? null },
      { name: `${name} hi`, value: (row) => of(row)?.hi ?? null },
      { name: `${name} n`, value: (row) => of(row)?.n ?? null },
    ],
  };
}
