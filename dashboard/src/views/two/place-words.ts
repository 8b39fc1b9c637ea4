/** Where in two runs a row is, in words. Pure. */
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import type { Point } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { counted } from '../../chart/numbers.js';

/** `Static web server, Throughput, 64 clients`. */
export function placeWords(
  { suite: name, metric, point }: ComparisonRow,
  suites: readonly SuiteDeclaration[],
): string {
  const suite = suites.find((candidate) => candidate.name === name);
  if (suite === undefined) return name;
  const measured = suite.metrics.find((candidate) => candidate.name === metric);
  return [suite.title, measured?.title ?? metric, pointWords(suite, point)].join(', ');
}

/** The first factor, and those that are not at their default: `64 clients, Pause between requests 0 ms`. */
export function pointWords({ factors }: Pick<SuiteDeclaration, 'factors'>, point: Point): string {
  return factors
    .filter(({ name, default: usual }, place) => place === 0 || (point[name] ?? usual) !== usual)
    .map(({ name, title, unit, default: usual }, place) => {
      const value = point[name] ?? usual;
      const words = typeof value === 'number' ? counted(value, unit) : value;
      return place === 0 && unit !== '' ? words : `${title} ${words}`;
    })
    .join(', ');
}
