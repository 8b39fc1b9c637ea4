/** Large tables: as many rows as a browser can show at once. Pure. */
import { exact } from '../chart/numbers.js';
import type { Table } from './table.js';

/** The table with its first rows only, which says so: a browser cannot show a hundred thousand. */
export function firstRows<Row>(table: Table<Row>, most: number): Table<Row> {
  const all = table.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  if (all <= most) return table;
  let left = most;
  const groups = table.groups.flatMap(({ title, rows }) => {
    const first = rows.slice(0, left);
    left -= first.length;
    return first.length === 0 ? [] : [{ title, rows: first }];
  });
  return {
    ...table,
    caption: `${table.caption}: the first ${exact(most)} of ${exact(all)}; the CSV has them all`,
    groups,
  };
}
