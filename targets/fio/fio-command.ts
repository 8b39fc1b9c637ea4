/** The command line that has fio do what a launch asks for. */
import type { LaunchSpecification } from '../../harness/model/protocol.js';
import { blockBytes } from '../../suites/disk-cache/files/layout.js';

/** A thread for every read under way, or one thread for all of them. */
export const engines = ['psync', 'io_uring'] as const;
export type Engine = (typeof engines)[number];

/** What fio is to read. */
export interface FioTask {
  readonly engine: Engine;
  readonly file: string;
  /** Past the page cache. */
  readonly direct: boolean;
  /** Reads under way at a time. */
  readonly threads: number;
}

/** @param report the file that fio is to write its report to */
export function fioArguments(
  { engine, file, direct, threads }: FioTask,
  { warmupMs, measureMs, seed }: LaunchSpecification,
  report: string,
): string[] {
  const options: Record<string, string | number> = {
    name: 'reads',
    // A colon would begin the name of a further file.
    filename: file.replaceAll(':', '\\:'),
    ioengine: engine,
    [engine === 'psync' ? 'numjobs' : 'iodepth']: threads,
    rw: 'randread',
    bs: blockBytes,
    direct: direct ? 1 : 0,
    // Left alone, it would empty the page cache of the file first.
    invalidate: 0,
    randseed: seed,
    ramp_time: `${Math.round(warmupMs)}ms`,
    runtime: `${Math.round(measureMs)}ms`,
    output: report,
    'output-format': 'json',
  };
  const named = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  // Blocks are drawn anew each time, as ours are, and no read is timed by itself, which would cost fio some of its speed.
  return [...named, '--readonly', '--thread', '--time_based', '--norandommap', '--gtod_reduce=1'];
}
