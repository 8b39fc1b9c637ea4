/** The data dictionary of the results folder, made from the declarations of columns, failures and validity. */
import { failureReasons } from '../model/launch.js';
import { validityReasons } from '../model/validity.js';
import { type Column, launchColumns, summaryColumns } from './csv.js';
import { jsonSchemas } from './json-schemas.js';

/** Text of results/README.md. */
export function dataDictionary(): string {
  return `<!-- Generated from the sources by \`npm run generate\`; a test compares it with them. Do not edit. -->

# Results

A run is a folder below \`runs/\` (which git ignores): \`run.json\` says what was planned, where, and on what; every line of
\`launches.ndjson\` is one launch, failures included; the two CSV files are made from them. Small runs that are worth
keeping are in \`published/\`, JSON Schemas of every document in \`schema/\`.

## launches.csv

One row per launch and metric; a launch that measured nothing has one row without a metric.

${columnTable(launchColumns)}

After these comes one column for every factor of the run's suites, named as the factor.

## summary.csv

One row per cell (suite x target x point) and metric.

${columnTable(summaryColumns)}

After these comes one column for every factor of the run's suites, named as the factor.

## Validity

A cell that carries one of these is shown and never ranked. What it leaves of the cell's numbers: \`nothing\` is spoiled, and the
mark stands beside them; \`better\`: they stand, but the target is not called better than another; \`load\`: metrics that depend
on the load cannot be judged by; \`all\`: none can.

${rowsOf(
  ['code', 'meaning', 'share of its launches from which a cell carries it', 'spoils'],
  Object.entries(validityReasons).map(([code, { words, share, spoils }]) => [
    `\`${code}\``,
    words,
    share === 0 ? 'any' : `${share * 100} %`,
    spoils,
  ]),
)}

## Failures

${rowsOf(
  ['reason', 'meaning'],
  Object.entries(failureReasons).map(([reason, words]) => [`\`${reason}\``, words]),
)}

## Schemas

${Object.keys(jsonSchemas())
  .map((file) => `- [${file}](schema/${file})`)
  .join('\n')}
`;
}

function columnTable(columns: readonly Column<never>[]): string {
  return rowsOf(
    ['column', 'meaning'],
    columns.map(({ name, meaning }) => [`\`${name}\``, meaning]),
  );
}

function rowsOf(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [titles, titles.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
