/**
 * The harness's side of the conversation with one process of a launch: a state machine over messages, the end of the
 * output, the end of the process and deadlines, whichever comes first. It decides what that process came to; it starts and
 * measures nothing.
 */
import type { FailureReason } from '../model/launch.js';
import type {
  Address,
  LaunchSpecification,
  ResultMessage,
  ServerOrder,
  TargetMessage,
} from '../model/protocol.js';
import type { Clock } from './clock.js';
import type { Ending, LaunchProcess } from './executor.js';
import { ProtocolStream } from './protocol-stream.js';

/** Milliseconds that a target has beyond warm-up and window to give its result, and to end after it. */
export interface Patience {
  readonly resultMs: number;
  readonly exitMs: number;
}

/** What a launch came to, as far as its own words and its end tell. */
export type Verdict =
  | { readonly type: 'result'; readonly result: ResultMessage }
  | { readonly type: 'unsupported'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: FailureReason; readonly detail: string };

export interface Conversation {
  readonly verdict: Verdict;
  readonly intervals: readonly (readonly [elapsedMs: number, work: number])[];
  /** Milliseconds from the start to `ready`; null when it never came. */
  readonly readyMs: number | null;
  /** Milliseconds of the harness's own clock from the start to `result`; null without it. */
  readonly resultMs: number | null;
  /** The address a server gave. */
  readonly address: Address | null;
  readonly ending: Ending;
}

/** Leaves a closed standard output this long to become the end of the process. */
const closingMs = 500;

/** What one process of a launch is, and who else listens to what it says. */
export type Role =
  /** Works by itself, from `ready` to its result. */
  | { readonly type: 'target' }
  /** Serves from `ready` until it is told to stop. */
  | { readonly type: 'server'; ready(address: Address | null): void }
  /** Loads a server, and says when its window begins and ends. */
  | { readonly type: 'generator'; window(type: 'window' | 'window-end'): void };

/** One process's part in a launch; the process tree is gone when `toTheEnd` settles. */
export class Talk {
  readonly #intervals: [number, number][] = [];
  #readyMs: number | null = null;
  #resultMs: number | null = null;
  #address: Address | null = null;
  #answer: Verdict | undefined;
  #stage: 'starting' | 'working' | 'answered' = 'starting';
  #told = false;
  #cancelDeadline: () => void = () => {};
  readonly #stream = new ProtocolStream();
  readonly #startedAt: number;
  readonly #process: LaunchProcess;
  readonly #specification: LaunchSpecification;
  readonly #clock: Clock;
  readonly #patience: Patience;
  readonly #role: Role;

  constructor(
    process: LaunchProcess,
    specification: LaunchSpecification,
    { clock, patience }: { readonly clock: Clock; readonly patience: Patience },
    role: Role = { type: 'target' },
  ) {
    this.#process = process;
    this.#specification = specification;
    this.#clock = clock;
    this.#patience = patience;
    this.#role = role;
    this.#startedAt = clock.now();
  }

  /** Holds the conversation to its end. */
  async toTheEnd(): Promise<Conversation> {
    this.#deadline(this.#specification.readyMs, 'ready-deadline');
    this.#process.onOutput((chunk) => (chunk === null ? this.#outputClosed() : this.#output(chunk)));
    this.#process.writeLine(JSON.stringify(this.#specification));
    const ending = await this.#process.ended;
    this.#cancelDeadline();
    return {
      verdict: this.#verdict(ending),
      intervals: this.#intervals,
      readyMs: this.#readyMs,
      resultMs: this.#resultMs,
      address: this.#address,
      ending,
    };
  }

  /** Tells a server that the window of its load begins, or is over. */
  tellWindow(type: 'window' | 'window-end'): void {
    if (this.#stage === 'working') this.#order({ type });
  }

  /** Tells a server to stop, once; it must give its result in time. */
  tellStop(): void {
    if (this.#stage !== 'working' || this.#told) return;
    this.#told = true;
    this.#order({ type: 'stop' });
    this.#deadline(this.#patience.resultMs, 'result-deadline');
  }

  #order(order: ServerOrder): void {
    this.#process.writeLine(JSON.stringify(order));
  }

  /** What it all came to, now that the process has ended. */
  #verdict(ending: Ending): Verdict {
    if (ending.spawnError !== null) return failed('spawn-failed', ending.spawnError);
    if (ending.overMemory)
      return failed('memory-limit', 'killed for using more memory than a launch is allowed');
    const how = describe(ending);
    if (this.#answer === undefined) {
      const unfinished = this.#stream.unfinished();
      if (unfinished !== undefined) return failed('half-message', `${how}, after: ${unfinished}`);
      return failed('exited-early', how);
    }
    if (this.#answer.type === 'failed') return this.#answer;
    if (ending.leftProcesses > 0) {
      return failed('left-processes', `${ending.leftProcesses} of its processes had to be killed`);
    }
    if (this.#answer.type === 'result' && ending.exitCode !== 0) return failed('exit-status', how);
    return this.#answer;
  }

  #output(chunk: Buffer): void {
    for (const event of this.#stream.push(chunk)) {
      if (event.type === 'violation') this.#fail(event.reason, event.detail);
      else this.#hear(event.message);
    }
  }

  #hear(message: TargetMessage): void {
    switch (message.type) {
      case 'ready':
        return this.#ready(message);
      case 'interval':
        if (this.#stage !== 'working') return this.#unexpected('interval');
        this.#intervals.push([message.elapsedMs, message.work]);
        return;
      case 'result':
        if (this.#stage !== 'working') return this.#unexpected('result');
        this.#resultMs = this.#clock.now() - this.#startedAt;
        return this.#answered({ type: 'result', result: message });
      case 'unsupported':
        if (this.#stage === 'answered') return this.#unexpected('unsupported');
        return this.#answered({ type: 'unsupported', reason: message.reason });
      case 'window':
      case 'window-end':
        return this.#window(message.type);
      case 'error':
        return this.#fail('target-error', `${message.code}: ${message.message}`);
    }
  }

  #ready(message: Extract<TargetMessage, { type: 'ready' }>): void {
    const { nonce, warmupMs, measureMs } = this.#specification;
    if (this.#stage !== 'starting') return this.#unexpected('ready');
    if (message.nonce !== nonce) return this.#fail('wrong-nonce', `"${message.nonce}" instead of "${nonce}"`);
    this.#stage = 'working';
    this.#readyMs = this.#clock.now() - this.#startedAt;
    if (message.port !== undefined) this.#address = { host: message.host ?? '127.0.0.1', port: message.port };
    this.#process.sampleUsage();
    if (this.#role.type === 'server') {
      this.#cancelDeadline();
      this.#role.ready(this.#address);
    } else {
      this.#deadline(warmupMs + measureMs + this.#patience.resultMs, 'result-deadline');
    }
  }

  #window(type: 'window' | 'window-end'): void {
    if (this.#role.type !== 'generator' || this.#stage !== 'working') return this.#unexpected(type);
    this.#role.window(type);
  }

  #answered(answer: Verdict): void {
    this.#stage = 'answered';
    this.#answer = answer;
    this.#process.sampleUsage();
    this.#process.closeInput();
    this.#deadline(this.#patience.exitMs, 'exit-deadline');
  }

  #outputClosed(): void {
    if (this.#stage === 'answered') return;
    this.#cancelDeadline();
    this.#cancelDeadline = this.#clock.after(closingMs, () =>
      this.#fail('stdout-closed', 'the process went on after it had closed its standard output'),
    );
  }

  #unexpected(type: string): void {
    this.#fail('not-a-message', `an unexpected "${type}" message while ${this.#stage}`);
  }

  #deadline(milliseconds: number, reason: FailureReason): void {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#clock.after(milliseconds, () => {
      const unfinished = this.#stream.unfinished();
      const said =
        unfinished === undefined ? '' : `; its output stands in the middle of a message: ${unfinished}`;
      this.#fail(reason, `nothing came within ${Math.round(milliseconds)} ms${said}`);
    });
  }

  /** The first failure stands; everything ends with it. */
  #fail(reason: FailureReason, detail: string): void {
    this.#cancelDeadline();
    if (this.#answer?.type !== 'failed') this.#answer = failed(reason, detail);
    this.#stage = 'answered';
    this.#process.stop();
  }
}

function failed(reason: FailureReason, detail: string): Verdict {
  return { type: 'failed', reason, detail };
}

function describe({ exitCode, signal }: Ending): string {
  return signal === null ? `it ended with exit code ${exitCode}` : `it was ended by ${signal}`;
}
