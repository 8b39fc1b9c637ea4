/** Every claim as a table. Pure. */
import type { JudgedClaim } from '../../../../harness/model/claim.js';
import type { Table } from '../../table/table.js';
import { foundOf, verdictWords } from './claims.js';

/** One row a claim, suite by suite in the order they were judged. */
export function claimsTable(claims: readonly JudgedClaim[]): Table<JudgedClaim> {
  const suites = [...new Set(claims.map(({ suite }) => suite))];
  return {
    caption: 'Claims of the papers, judged by this run',
    columns: [
      {
        title: 'Claim',
        text: ({ id }) => id,
        csv: [
          { name: 'suite', value: ({ suite }) => suite },
          { name: 'id', value: ({ id }) => id },
        ],
      },
      {
        title: 'Verdict',
        text: ({ verdict }) => verdictWords[verdict],
        csv: [{ name: 'verdict', value: ({ verdict }) => verdict }],
      },
      {
        title: 'Launches',
        numeric: true,
        text: ({ launches }) => String(launches.length),
        csv: [{ name: 'launches', value: ({ launches }) => launches.length }],
      },
      {
        title: 'What it says',
        text: ({ claim }) => claim,
        csv: [
          { name: 'claim', value: ({ claim }) => claim },
          { name: 'source', value: ({ source }) => source },
          { name: 'figure', value: ({ figure }) => figure },
          { name: 'rule', value: ({ rule }) => rule },
        ],
      },
      {
        title: 'What was found',
        text: foundOf,
        csv: [{ name: 'detail', value: ({ detail }) => detail }],
      },
    ],
    groups: suites.map((suite) => ({ title: suite, rows: claims.filter((claim) => claim.suite === suite) })),
  };
}
