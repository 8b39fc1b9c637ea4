/** Tables made from what the run and the harness declare: its metrics, and every mark a number can carry. Pure. */
import { dependsOnLoad, type Metric, metricSources } from '../../../../harness/model/metric.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { spoilWords, type ValidityCode, validityReasons } from '../../../../harness/model/validity.js';
import { exact, grouped } from '../../chart/numbers.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import type { Table } from '../../table/table.js';

interface MetricRow {
  readonly suite: SuiteDeclaration;
  readonly metric: Metric;
  readonly floor: string;
}

/** Every metric of the run's suites: what it is, how it comes about, and what is no difference in it. */
export function metricTable({ run, floorOf }: Pick<LoadedRun, 'run' | 'floorOf'>): Table<MetricRow> {
  const floorWords = (suite: string, metric: string): string => {
    const { floor, measured } = floorOf(suite, metric);
    return `${grouped(floor * 100)} %${measured ? '' : ', assumed'}`;
  };
  return {
    caption: 'Every metric of the suites of this run',
    columns: [
      {
        title: 'Metric',
        text: ({ metric }) => metric.title,
        csv: [
          { name: 'suite', value: ({ suite }) => suite.name },
          { name: 'metric', value: ({ metric }) => metric.name },
          { name: 'title', value: ({ metric }) => metric.title },
        ],
      },
      { title: 'Name in files', text: ({ metric }) => metric.name, csv: [] },
      {
        title: 'Unit',
        text: ({ metric }) => metric.unit,
        csv: [{ name: 'unit', value: ({ metric }) => metric.unit }],
      },
      {
        title: 'Better',
        text: ({ metric }) => metric.better,
        csv: [{ name: 'better', value: ({ metric }) => metric.better }],
      },
      {
        title: 'Noise floor',
        numeric: true,
        text: ({ floor }) => floor,
        csv: [{ name: 'floor', value: ({ floor }) => floor }],
      },
      {
        title: 'How it comes about',
        text: ({ metric }) => derivationWords(metric),
        csv: [
          { name: 'source', value: ({ metric }) => metric.source },
          { name: 'derivation', value: ({ metric }) => derivationWords(metric) },
        ],
      },
    ],
    groups: run.suites.map((suite) => ({
      title: suite.title,
      rows: suite.metrics.map((metric) => ({ suite, metric, floor: floorWords(suite.name, metric.name) })),
    })),
  };
}

/** How a metric comes about, in words. */
export function derivationWords(metric: Metric): string {
  const amount = metric.perWork === undefined ? '' : `, times ${exact(metric.perWork)}`;
  const load = dependsOnLoad(metric) ? '; depends on the load' : '';
  return `${metricSources[metric.source]}${amount}${load}`;
}

interface MarkRow {
  readonly code: ValidityCode;
  /** How many cells of the run carry it. */
  readonly cells: number;
}

/** Every mark, whether a cell of the run carries it or not. @param carried how many cells carry which */
export function markTable(carried: ReadonlyMap<string, number>): Table<MarkRow> {
  const rows = (Object.keys(validityReasons) as ValidityCode[]).map((code) => ({
    code,
    cells: carried.get(code) ?? 0,
  }));
  return {
    caption: 'Every mark that a number can carry',
    columns: [
      { title: 'Mark', text: ({ code }) => code, csv: [{ name: 'mark', value: ({ code }) => code }] },
      {
        title: 'What it means',
        text: ({ code }) => validityReasons[code].words,
        csv: [{ name: 'meaning', value: ({ code }) => validityReasons[code].words }],
      },
      {
        title: 'A cell carries it when',
        text: ({ code }) => shareWords(validityReasons[code].share),
        csv: [{ name: 'share', value: ({ code }) => validityReasons[code].share }],
      },
      {
        title: 'Cells here',
        numeric: true,
        text: ({ cells }) => exact(cells),
        csv: [{ name: 'cells', value: ({ cells }) => cells }],
      },
      {
        title: 'What it spoils',
        text: ({ code }) => spoilWords[validityReasons[code].spoils],
        csv: [{ name: 'spoils', value: ({ code }) => validityReasons[code].spoils }],
      },
    ],
    groups: [{ title: null, rows }],
  };
}

function shareWords(share: number): string {
  return share === 0 ? 'any launch gives reason' : `${exact(share * 100)} % of its launches do`;
}
