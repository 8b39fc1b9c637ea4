/** Progress of a run on standard error: one line that rewrites itself on a terminal, plain lines elsewhere. */
import type { LaunchRecord } from '../model/launch.js';
import { pointKey } from '../model/point.js';
import { printable } from './printable.js';
import { duration } from './quantity.js';

/** Where progress goes. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Plain lines come no more often than this. */
const plainEveryMs = 10_000;

export class Progress {
  readonly #output: ProgressOutput;
  readonly #now: () => number;
  /** When the first launch of this session began. */
  #launchesFrom: number;
  #lastPlain: number;
  #doneBefore: number | undefined;

  constructor(output: ProgressOutput, now: () => number) {
    this.#output = output;
    this.#now = now;
    this.#launchesFrom = now();
    this.#lastPlain = this.#launchesFrom;
  }

  /** After each launch. The time left is estimated from the launches of this session. */
  launched(record: LaunchRecord, done: number, planned: number): void {
    this.#doneBefore ??= done - 1;
    const perLaunch = (this.#now() - this.#launchesFrom) / (done - this.#doneBefore);
    const left = duration(perLaunch * (planned - done));
    if (this.#output.isTTY === true) {
      const line = `${done}/${planned}  ${left} left  ${record.target} ${pointKey(record.point)} ${record.outcome}`;
      this.#output.write(`\r\x1b[2K${line.slice(0, (this.#output.columns ?? 80) - 1)}`);
    } else if (this.#due() || done === planned) {
      this.#output.write(`${done} of ${planned} launches, ${left} left\n`);
    }
    if (record.outcome === 'failed') this.#failure(record);
  }

  /** While files are made that launches will read. */
  making(name: string, doneBytes: number, bytes: number): void {
    this.#launchesFrom = this.#now();
    const share = `${Math.floor((100 * doneBytes) / bytes)} %`;
    if (this.#output.isTTY === true) {
      this.#output.write(`\r\x1b[2Kmaking the files ${name}: ${share}`);
    } else if (this.#due()) {
      this.#output.write(`making the files ${name}: ${share}\n`);
    }
  }

  /** While something is done many times over that is no launch. */
  repeated(what: string, done: number, planned: number): void {
    const perTime = (this.#now() - this.#launchesFrom) / done;
    const line = `${what}: ${done} of ${planned}, ${duration(perTime * (planned - done))} left`;
    if (this.#output.isTTY === true) this.#output.write(`\r\x1b[2K${line}`);
    else if (this.#due()) this.#output.write(`${line}\n`);
  }

  /** Ends the line. */
  end(): void {
    if (this.#output.isTTY === true) this.#output.write('\r\x1b[2K');
  }

  /** True when it is time for a plain line; the next one is due from then on. */
  #due(): boolean {
    const now = this.#now();
    if (now - this.#lastPlain < plainEveryMs) return false;
    this.#lastPlain = now;
    return true;
  }

  #failure({ id, target, point, failure }: Extract<LaunchRecord, { outcome: 'failed' }>): void {
    this.end();
    this.#output.write(
      `launch ${id}: ${target} at ${pointKey(point)} failed: ${failure.reason}: ${printable(failure.detail)}\n`,
    );
  }
}
