/** What is not the same in two runs, and whether that makes their numbers incomparable. Pure. */
import type { Difference } from '../../../../harness/model/comparison.js';
import type { Table } from '../../table/table.js';
import type { RunComparison } from './run-comparison.js';

/** What matters comes first. */
export function differenceTable({ document }: RunComparison): Table<Difference> {
  const { differences } = document;
  return {
    caption: 'What is not the same in the two runs',
    columns: [
      {
        title: 'What',
        text: ({ what, suite }) => (suite === null ? what : `${what} of ${suite}`),
        csv: [
          { name: 'what', value: ({ what }) => what },
          { name: 'suite', value: ({ suite }) => suite },
        ],
      },
      // Run B is the first side of the comparison.
      { title: 'Run A', text: ({ b }) => b, csv: [{ name: 'runA', value: ({ b }) => b }] },
      { title: 'Run B', text: ({ a }) => a, csv: [{ name: 'runB', value: ({ a }) => a }] },
      {
        title: 'What it does to the numbers',
        text: ({ matters }) => (matters ? 'makes them incomparable' : 'leaves them comparable'),
        csv: [{ name: 'matters', value: ({ matters }) => String(matters) }],
      },
    ],
    groups: [
      {
        title: null,
        rows: [...differences].sort((one, other) => Number(other.matters) - Number(one.matters)),
      },
    ],
  };
}
