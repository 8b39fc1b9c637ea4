/** A run for the terminal: tables with intervals and validity, what failed and what was unavailable. */
import type { CellSummary } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import { pointKey } from '../model/point.js';
import type { Run, RunGenerator } from '../model/run.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { validityReasons } from '../model/validity.js';
import { failuresOf } from '../stats/failures.js';
import { summarise } from '../stats/summarise.js';
import { pointWords } from './point-words.js';
import { printable } from './printable.js';
import { quantity } from './quantity.js';
import { table } from './table.js';

/** What `show --json` prints. */
export function runDocument(run: Run, launches: readonly LaunchRecord[]): Record<string, unknown> {
  return { schema: 1, run: run.id, cells: summarise(launches, run.suites), failures: failuresOf(launches) };
}

/** What `show` prints. */
export function runReport(run: Run, launches: readonly LaunchRecord[]): string {
  const cells = summarise(launches, run.suites);
  const parts = [headline(run, launches), ...run.suites.map((suite) => suiteTable(suite, cells))];
  const marks = [...new Set(cells.flatMap(({ validity }) => validity))];
  if (marks.length > 0) {
    parts.push(['Marks', ...marks.map((code) => `  ${code}: ${validityReasons[code].words}`)].join('\n'));
  }
  return [...parts, unavailableList(run), unsupportedList(launches), failureList(launches)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headline(run: Run, launches: readonly LaunchRecord[]): string {
  const { plan, environment } = run;
  return [
    `Run ${run.id}: profile ${plan.profile}, ${launches.length} of ${plan.launches.length} launches, seed ${plan.seed}`,
    `${environment.cpu.model}, ${environment.cpu.allowed} CPUs, ${environment.os.kernel}, Node ${environment.software.node}`,
    ...Object.entries(run.generators).map(loadLine),
  ].join('\n');
}

function loadLine([suite, { name, version, ceiling }]: [string, RunGenerator]): string {
  const reached =
    ceiling === null ? '' : `; here it reaches ${quantity(ceiling, 'requests/s')} requests/s at most`;
  return `Load of ${suite}: ${name} ${version}${reached}`;
}

/** One row per cell; the primary metric with its interval, the other metrics beside it. */
function suiteTable(suite: SuiteDeclaration, cells: readonly CellSummary[]): string {
  const [primary] = suite.metrics;
  if (primary === undefined) return '';
  const byCell = new Map<string, Map<string, CellSummary>>();
  for (const cell of cells.filter((one) => one.suite === suite.name)) {
    const key = `${pointKey(cell.point)}|${cell.target}`;
    byCell.set(key, (byCell.get(key) ?? new Map<string, CellSummary>()).set(cell.metric, cell));
  }
  const others = suite.metrics.filter((metric) => metric !== primary && hasValue(metric, cells, suite));
  const rows = [...byCell.values()].flatMap((metrics) => {
    const main = metrics.get(primary.name);
    if (main === undefined) return [];
    return [
      [
        pointWords(main.point, suite),
        main.target,
        quantity(main.median, main.unit),
        main.lo === null ? '' : `[${quantity(main.lo, main.unit)}, ${quantity(main.hi, main.unit)}]`,
        String(main.n),
        ...others.map(({ name, unit }) => quantity(metrics.get(name)?.median ?? null, unit)),
        main.validity.join(' '),
      ],
    ];
  });
  const columns = [
    { title: 'point' },
    { title: 'target' },
    { title: primary.unit, align: 'right' as const },
    { title: '95 % interval', align: 'right' as const },
    { title: 'n', align: 'right' as const },
    ...others.map(({ name, unit }) => ({ title: `${name} (${unit})`, align: 'right' as const })),
    { title: 'validity' },
  ];
  return `${suite.title}: ${primary.title}, median over launches (${primary.better} is better)\n${table(columns, rows)}`;
}

/** Metrics that no cell of this run has are left out. */
function hasValue({ name }: Metric, cells: readonly CellSummary[], suite: SuiteDeclaration): boolean {
  return cells.some((cell) => cell.suite === suite.name && cell.metric === name && cell.median !== null);
}

function unavailableList({ unavailable }: Run): string {
  if (unavailable.length === 0) return '';
  const lines = unavailable.map(({ target, suite, reason, remedy }) => {
    const where = suite === null ? '' : ` in ${suite}`;
    return `  ${target}${where}: ${reason}${remedy === null ? '' : `; mend: ${remedy}`}`;
  });
  return ['Not available', ...lines].join('\n');
}

function unsupportedList(launches: readonly LaunchRecord[]): string {
  const lines = launches.flatMap((launch) =>
    launch.outcome === 'unsupported' && launch.answeredBy === null
      ? [`  ${launch.target} at ${pointKey(launch.point)}: ${printable(launch.reason)}`]
      : [],
  );
  return lines.length === 0 ? '' : ['Unsupported', ...lines].join('\n');
}

function failureList(launches: readonly LaunchRecord[]): string {
  const lines = launches.flatMap((launch) => {
    if (launch.outcome !== 'failed') return [];
    const { reason, detail, log, reproduce } = launch.failure;
    const lastLines = printable(log).trimEnd().split('\n').slice(-5).filter(Boolean);
    return [
      `  ${launch.id} ${launch.target} at ${pointKey(launch.point)}: ${reason}: ${printable(detail)}`,
      ...lastLines.map((line) => `      | ${line}`),
      `      again: ${reproduce}`,
    ];
  });
  return lines.length === 0 ? '' : ['Failures', ...lines].join('\n');
}
