/** Where in two runs a row is, in words. Pure. */
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import type { Point } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { factorWords } from '../../page/place-words.js';

/** `Static web server, Throughput, 64 clients`. */
export function rowPlace(
  { suite: name, metric, point }: ComparisonRow,
  suites: readonly SuiteDeclaration[],
): string {
  const suite = suites.find((candidate) => candidate.name === name);
  if (suite === undefined) return name;
  const measured = suite.metrics.find((candidate) => candidate.name === metric);
  return [suite.title, measured?.title ?? metric, pointWords(suite, point)].join(', ');
}

/** The first factor, and those that are not at their default: two runs need not vary the same ones. */
export function pointWords({ factors }: Pick<SuiteDeclaration, 'factors'>, point: Point): string {
  return factors
    .filter(({ name, default: usual }, place) => place === 0 || (point[name] ?? usual) !== usual)
    .map((factor) => factorWords(factor, point[factor.name] ?? factor.default))
    .join(', ');
}
