/** The failures of a run, as every reader lists them. */
import type { Failure, LaunchRecord } from '../model/launch.js';
import type { Point } from '../model/point.js';

/** One failed launch: a row of `failures` in `tutti show --json`. */
export interface FailureRow {
  /** Identity of the launch within its run. */
  readonly launch: string;
  readonly suite: string;
  readonly target: string;
  readonly point: Point;
  readonly reason: Failure['reason'];
  /** What exactly happened. */
  readonly detail: string;
  /** A shell command that does the same launch again. */
  readonly reproduce: string;
}

/** Every failed launch, in the order of the records. A launch that was answered with `unsupported` is not a failure. */
export function failuresOf(launches: readonly LaunchRecord[]): FailureRow[] {
  return launches
    .filter((launch) => launch.outcome === 'failed')
    .map(({ id, suite, target, point, failure }) => ({
      launch: id,
      suite,
      target,
      point,
      reason: failure.reason,
      detail: failure.detail,
      reproduce: failure.reproduce,
    }));
}
