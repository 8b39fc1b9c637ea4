/** A server of the web suite, started by its real command and spoken to over the protocol. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { type Interface, createInterface } from 'node:readline';
import {
  type Address,
  type LaunchSpecification,
  type ResultMessage,
  type ServerOrder,
  type TargetMessage,
  targetMessageSchema,
} from '../../../harness/model/protocol.js';

export interface StartRequest {
  readonly command: readonly string[];
  readonly materials: string;
  readonly cacheMb: number;
  /** Most descriptors it may have. */
  readonly descriptors?: number;
}

/** Clock ticks of the kernel's accounting in a second. */
const ticksPerSecond = 100;

export class ServerProcess {
  readonly address: Address;
  readonly #child: ChildProcess;
  readonly #messages: Messages;

  static async start({ command, materials, cacheMb, descriptors }: StartRequest): Promise<ServerProcess> {
    const limited = ['sh', '-c', `ulimit -n ${descriptors} && exec "$0" "$@"`, ...command];
    const [program = '', ...args] = descriptors === undefined ? command : limited;
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const messages = new Messages(createInterface({ input: child.stdout }));
    child.stdin.write(`${JSON.stringify(specificationFor(materials, cacheMb))}\n`);
    const ready = await messages.next();
    if (ready.type !== 'ready' || ready.port === undefined) {
      child.kill('SIGKILL');
      throw new Error(`not ready: ${JSON.stringify(ready)}`);
    }
    return new ServerProcess(child, messages, { host: ready.host ?? '127.0.0.1', port: ready.port });
  }

  private constructor(child: ChildProcess, messages: Messages, address: Address) {
    this.#child = child;
    this.#messages = messages;
    this.address = address;
  }

  /** Descriptors it has open. */
  descriptors(): number {
    return readdirSync(`/proc/${this.#child.pid}/fd`).length;
  }

  /** Milliseconds of CPU time that it has used. */
  cpuMs(): number {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
  }

  order(order: ServerOrder): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  /** Lets it give its result and end; gives the result and what it ended with. */
  async stop(): Promise<{ result: ResultMessage; exitCode: number | null }> {
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    this.order({ type: 'stop' });
    const result = await this.#messages.next();
    this.#child.stdin?.end();
    const exitCode = await ended;
    if (result.type !== 'result') throw new Error(`no result: ${JSON.stringify(result)}`);
    return { result, exitCode };
  }

  /** Ends it whatever it does, if it has not ended. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** The messages of a process, one at a time. */
class Messages {
  readonly #lines: AsyncIterator<string>;

  constructor(lines: Interface) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<TargetMessage> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error('the server has ended without a word');
    return targetMessageSchema.parse(JSON.parse(value));
  }
}

function specificationFor(materials: string, cacheMb: number): LaunchSpecification {
  return {
    protocol: 1,
    launch: '1',
    nonce: 'word',
    suite: 'web',
    point: { clients: 1, cacheMb, directories: 1 },
    warmupMs: 0,
    measureMs: 1000,
    intervalMs: 100,
    readyMs: 10_000,
    seed: 1,
    cpus: [],
    dir: materials,
    materials,
  };
}
