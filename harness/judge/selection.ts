/** Which suites and metrics of a run are judged. */
import type { SuiteDeclaration } from '../model/suite.js';

/** What the user wants to see of a run. */
export interface Selection {
  /** Names; all when empty. */
  readonly suites: readonly string[];
  /** Names; when empty the primary one of each suite, or all. */
  readonly metrics: readonly string[];
  readonly allMetrics: boolean;
}

/** The suites with only the metrics that were chosen: a report judges, and adjusts for, no more than it shows. */
export function selectSuites(
  suites: readonly SuiteDeclaration[],
  { suites: names, metrics: wanted, allMetrics }: Selection,
): SuiteDeclaration[] {
  return suites
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map((suite) => ({
      ...suite,
      metrics: suite.metrics.filter(
        ({ name }, place) => allMetrics || (wanted.length === 0 ? place === 0 : wanted.includes(name)),
      ),
    }))
    .filter(({ metrics }) => metrics.length > 0);
}
