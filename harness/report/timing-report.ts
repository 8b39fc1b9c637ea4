/** What the harness adds to each launch: wall time less warm-up and measured window. */
import type { LaunchRecord } from '../model/launch.js';
import type { Run } from '../model/run.js';
import { median, quantile } from '../stats/quantiles.js';
import { table } from './table.js';

interface TimingRow {
  readonly target: string;
  readonly n: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

/** Overhead of the measured launches of each target, and of all together under the name `all`. */
function timingRows(launches: readonly LaunchRecord[]): TimingRow[] {
  const measured = launches.filter(({ outcome }) => outcome === 'measured');
  const targets = [...new Set(measured.map(({ target }) => target))].sort();
  return [
    ...targets.map((target) =>
      timingRow(
        target,
        measured.filter((launch) => launch.target === target),
      ),
    ),
    timingRow('all', measured),
  ];
}

function timingRow(target: string, launches: readonly LaunchRecord[]): TimingRow {
  const values = launches.map(({ timing }) => timing.overheadMs);
  if (values.length === 0) return { target, n: 0, medianMs: null, p90Ms: null };
  return { target, n: values.length, medianMs: median(values), p90Ms: quantile(values, 0.9) };
}

/** What `show --timing --json` prints. */
export function timingDocument(run: Run, launches: readonly LaunchRecord[]): Record<string, unknown> {
  return { schema: 1, run: run.id, overhead: timingRows(launches) };
}

/** What `show --timing` prints. */
export function timingReport(run: Run, launches: readonly LaunchRecord[]): string {
  const milliseconds = (value: number | null): string => (value === null ? '-' : value.toFixed(0));
  const rows = timingRows(launches).map(({ target, n, medianMs, p90Ms }) => [
    target,
    String(n),
    milliseconds(medianMs),
    milliseconds(p90Ms),
  ]);
  const columns = [
    { title: 'target' },
    { title: 'launches', align: 'right' as const },
    { title: 'median ms', align: 'right' as const },
    { title: '90 % ms', align: 'right' as const },
  ];
  return `Run ${run.id}: wall time of a launch less warm-up and window\n${table(columns, rows)}`;
}
