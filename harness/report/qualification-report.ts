/** A qualification for the terminal: whether the machine is fit, with the numbers that say so. */
import { percent } from '../model/percent.js';
import {
  noiseSources,
  type Power,
  type QualificationReport,
  type Rates,
} from '../model/qualification-report.js';
import type { Share } from '../model/simulation.js';
import { table } from './table.js';

/** What `tutti qualify` prints. */
export function qualificationText(report: QualificationReport): string {
  return [
    verdict(report),
    subjects(report),
    ratesTable('This run', report.now),
    JSON.stringify(report.all) === JSON.stringify(report.now)
      ? ''
      : ratesTable('All runs on this machine together', report.all),
    metricsTable(report),
    noise(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function verdict({ fit, reasons, failures, run, file }: QualificationReport): string {
  const failed = failures === 0 ? [] : [`${failures} launches failed: see \`tutti show ${run}\``];
  const said = fit
    ? ['This machine is fit to measure on, as far as these trials can tell.']
    : ['This machine is NOT fit to measure on now:', ...reasons.map((reason) => `  ${reason}`)];
  return [...said, ...failed, `Run ${run}; what is known of this machine is in ${file}`].join('\n');
}

function subjects({ subjects: measured, blocks, trials }: QualificationReport): string {
  const names = measured.map(
    ({ suite, target, slowable }) => `${target} in ${suite}${slowable ? '' : ' (cannot slow itself down)'}`,
  );
  return `${trials} trials of ${blocks} blocks each: ${names.join(', ')}`;
}

/** Shares of trials with their exact intervals; only primary metrics, for the others share their launches. */
function ratesTable(title: string, { falseAlarms, power }: Rates): string {
  const rows = [
    ['nothing', '', '', ...sharesOf(falseAlarms)],
    ...power.map((one) => [
      `slowed by ${percent(one.wanted)}`,
      percent(one.injected),
      percent(one.measured),
      ...sharesOf(one),
    ]),
  ];
  const columns = [
    { title: 'what was changed' },
    { title: 'injected', align: 'right' as const },
    { title: 'measured', align: 'right' as const },
    { title: 'interval leaves out "no difference"' },
    { title: 'compare calls it' },
    { title: 'gate calls it' },
  ];
  return `${title}: trials in which a change was called, with 95 % intervals\n${table(columns, rows)}`;
}

function sharesOf({ interval, comparison, gate }: Pick<Power, 'interval' | 'comparison' | 'gate'>): string[] {
  return [interval, comparison, gate].map(shareWords);
}

function shareWords(share: Share | null): string {
  if (share === null) return '-';
  const { count, of, lo, hi } = share;
  return `${count}/${of} [${(100 * lo).toFixed(0)}, ${(100 * hi).toFixed(0)}] %`;
}

function metricsTable({ metrics, blocks }: QualificationReport): string {
  const rows = metrics.map(({ suite, metric, controls, floor, floorMeasured, mde }) => [
    suite,
    metric,
    String(controls),
    `${percent(floor)}${floorMeasured ? '' : ' (assumed)'}`,
    mde === null ? '-' : percent(mde),
  ]);
  const columns = [
    { title: 'suite' },
    { title: 'metric' },
    { title: 'controls', align: 'right' as const },
    { title: 'noise floor', align: 'right' as const },
    { title: `least difference that ${blocks} blocks show`, align: 'right' as const },
  ];
  return table(columns, rows);
}

function noise({ noise: findings, fit }: QualificationReport): string {
  if (findings.length === 0) {
    return fit
      ? ''
      : 'Nothing was seen around the launches that would explain it: look for what runs in bursts.';
  }
  const title = fit ? 'Noise that was seen nevertheless' : 'What may be the cause';
  return [title, ...findings.map(({ source, detail }) => `  ${noiseSources[source]}: ${detail}`)].join('\n');
}
