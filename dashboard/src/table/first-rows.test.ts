import { expect, it } from 'vitest';
import { firstRows } from './first-rows.js';
import type { Table } from './table.js';

it('shows the first rows of many under their headings, and says so', () => {
  const table: Table<number> = {
    caption: 'Numbers',
    columns: [],
    groups: [
      { title: 'small', rows: [1, 2, 3] },
      { title: 'middle', rows: [4, 5, 6] },
      { title: 'large', rows: [7] },
    ],
  };
  const few = firstRows(table, 4);
  expect(few.caption).toBe('Numbers: the first 4 of 7; the CSV has them all');
  expect(few.groups).toEqual([
    { title: 'small', rows: [1, 2, 3] },
    { title: 'middle', rows: [4] },
  ]);
  expect(firstRows(table, 7)).toBe(table);
});
