/** Where a number was measured, in words. Pure. */
import type { CellSummary } from '../../../harness/model/cell.js';
import type { Factor, FactorValue, Point } from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import { counted } from '../chart/numbers.js';
import { atOf } from './selection.js';

/** The factors that vary in the run, with their values: `1,024 clients, Pause between requests 20 ms`; empty when none does. */
export function placeWords(suite: SuiteDeclaration, cells: readonly CellSummary[], point: Point): string {
  const varying = Object.keys(atOf(suite, cells, point));
  return suite.factors
    .filter(({ name }) => varying.includes(name))
    .map((factor) => factorWords(factor, point[factor.name] ?? factor.default))
    .join(', ');
}

/** A value of a factor, with its title where the unit does not say it: `8 pairs`, `Buffer capacity 8 items`. */
export function factorWords({ title, unit }: Factor, value: FactorValue): string {
  const said = typeof value === 'number' ? counted(value, unit) : value;
  return unit !== '' && title.toLowerCase().startsWith(unit) ? said : `${title} ${said}`;
}

/** Names as one phrase: `a`, `a and b`, `a, b and c`; of many, the first few and how many more. */
export function listed(names: readonly string[], most = 6): string {
  const shown =
    names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
