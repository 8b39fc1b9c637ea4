/** What `tutti compare` prints for people: everything in words, 80 to 120 columns wide, nothing by colour. */
import type { ComparisonDocument } from '../model/comparison-document.js';
import { type ComparisonRow, comparisonVerdicts, type Difference } from '../model/comparison.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { type ValidityCode, validityReasons } from '../model/validity.js';
import { crossingReport } from './crossing-report.js';
import { orderReport } from './order-report.js';
import { printable } from './printable.js';
import { rowReport } from './row-report.js';
import { tierReport } from './tier-report.js';

/** @param suites with the metrics that were compared */
export function comparisonReport(document: ComparisonDocument, suites: readonly SuiteDeclaration[]): string {
  const { rows, tiers, crossings, audit } = document;
  const withQ = hasSeveralTested(rows);
  const tables = suites.flatMap((suite) =>
    suite.metrics.flatMap(({ name }) => {
      const isOurs = (one: { suite: string; metric: string }) =>
        one.suite === suite.name && one.metric === name;
      return [tierReport(suite, tiers.filter(isOurs)), rowReport(suite, rows.filter(isOurs), withQ)];
    }),
  );
  return [
    headline(document),
    differenceList(document.differences),
    ...tables,
    legend(document),
    crossingReport(suites, crossings),
    orderReport(audit),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headline({ runs, rows, tiers }: ComparisonDocument): string {
  const [row] = rows;
  if (row === undefined) {
    return `Run ${runs.join(', ')}: ${tiers.length === 0 ? 'nothing was measured' : 'tiers of all targets'}`;
  }
  if (row.target === null) {
    return `Run ${runs.join(', ')}: ${row.a} against ${row.b}, paired in blocks; a ratio above 1: ${row.a} is better`;
  }
  return [
    `Run A is ${row.a}, run B is ${row.b}; a ratio above 1: A is better`,
    'Runs share no blocks: what differs between their sessions is in the ratios, and not in the intervals',
  ].join('\n');
}

function differenceList(differences: readonly Difference[]): string {
  if (differences.length === 0) return '';
  const lines = differences.map(
    ({ what, a, b, suite, matters }) =>
      `  ${what}${suite === null ? '' : ` of ${suite}`}: ${printable(a)} against ${printable(b)}${matters ? ' (incomparable)' : ''}`,
  );
  return ['The runs differ in', ...lines].join('\n');
}

function hasSeveralTested(rows: readonly ComparisonRow[]): boolean {
  return rows.filter(({ q }) => q !== null).length > 1;
}

/** The words of the verdicts and marks that occur, each once. */
function legend({ rows, tiers }: ComparisonDocument): string {
  const verdicts = [...new Set(rows.map(({ verdict }) => verdict))];
  const marks = new Set<ValidityCode>([
    ...rows.flatMap(({ validity }: ComparisonRow) => validity),
    ...tiers.flatMap(({ standings }) => standings.flatMap(({ validity }) => validity)),
  ]);
  const lines = [
    ...verdicts.map((verdict) => `  ${verdict}: ${comparisonVerdicts[verdict]}`),
    ...(hasSeveralTested(rows)
      ? [
          '  q: of the rows with this q or a lesser one, this share at most is expected to differ by chance (Benjamini-Hochberg)',
        ]
      : []),
    ...(verdicts.length === 0 ? [] : ['  mde: the least difference that this comparison could have seen']),
    ...(tiers.length === 0
      ? []
      : [
          '  tier: all of the tier above beat all of this one, beyond doubt and by more than the noise floor',
        ]),
    ...[...marks].map((code) => `  ${code}: ${validityReasons[code].words}`),
  ];
  return lines.length === 0 ? '' : ['Words', ...lines].join('\n');
}
