/** Points as people read them. */
import type { Point } from '../model/point.js';
import type { SuiteDeclaration } from '../model/suite.js';

/** The factors that differ from their default; all when none does. */
export function pointWords(point: Point, suite: Pick<SuiteDeclaration, 'factors'>): string {
  const unusual = suite.factors.filter(
    ({ name, default: usual }, index) => index === 0 || point[name] !== usual,
  );
  return unusual.map(({ name }) => `${name}=${point[name]}`).join(' ');
}
