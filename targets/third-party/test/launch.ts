/** Launches of third-party servers, and a small file set, for their tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type TargetMessage, targetMessageSchema } from '../../../harness/model/protocol.js';
import { makeFileSet } from '../../../suites/web/file-set/make-file-set.js';
import { processesOf } from '../accounting.js';

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));
const supervisor = `${dist}/harness/launch/supervisor/supervise`;

/** A server under test: the program of its target with its arguments, and the package that it comes from. */
export interface Tested {
  readonly name: string;
  readonly program: string;
  readonly args: string[];
  /** The server's own program, and the command that installs it. */
  readonly binary: string;
  readonly remedy: string;
}

/** Why a server cannot be tested, with a space before it; empty when it can. */
export function whyNot({ binary, remedy, program }: Tested): string {
  if (!existsSync(binary)) return ` (skipped: ${binary} is not installed; ${remedy})`;
  return existsSync(`${dist}/targets/${program}`) ? '' : ' (skipped: not built; run `npm run build`)';
}

/** A file set of one directory, and the content of its smallest and its largest file. */
export async function makeSmallFileSet(): Promise<{ folder: string; files: Map<string, Buffer> }> {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-file-set-'));
  chmodSync(folder, 0o755);
  await makeFileSet(folder, { directories: 1, seed: 1 });
  const paths = ['dir00000/class0_0', 'dir00000/class1_4', 'dir00000/class3_8'];
  return { folder, files: new Map(paths.map((path) => [path, readFileSync(join(folder, path))])) };
}

/** One launch of a server under the supervisor of the harness, which is what starts it in earnest. */
export class ServerLaunch {
  readonly dir = mkdtempSync(join(tmpdir(), 'tutti-launch-'));
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #report: Promise<string>;
  readonly log: Promise<string>;

  constructor({ program, args }: Tested, materials: string, clients = 4) {
    const command = [process.execPath, `${dist}/targets/${program}`, ...args];
    this.#process = spawn(supervisor, ['--report', '3', '--', ...command], {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    const lines: Interface = createInterface({ input: this.#process.stdout as Readable });
    this.#lines = lines[Symbol.asyncIterator]();
    this.#report = text(this.#process.stdio[3] as Readable);
    this.log = text(this.#process.stderr as Readable);
    this.tell({
      protocol: 1,
      launch: '1',
      nonce: 'word',
      suite: 'web',
      point: { clients },
      warmupMs: 0,
      measureMs: 100,
      intervalMs: 100,
      readyMs: 20_000,
      seed: 1,
      cpus: [],
      dir: this.dir,
      materials,
    });
  }

  /** Writes one line to the target. */
  tell(message: object): void {
    this.#process.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  /** The next message. */
  async next(): Promise<TargetMessage> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`no message; the log: ${await this.log}`);
    return targetMessageSchema.parse(JSON.parse(value));
  }

  /** The port, once the server is ready. */
  async port(): Promise<number> {
    const message = await this.next();
    if (message.type !== 'ready' || message.port === undefined) {
      throw new Error(`not ready: ${JSON.stringify(message)}`);
    }
    return message.port;
  }

  /** Closes the input of the target; gives the supervisor's report. */
  async end(): Promise<Record<string, unknown>> {
    this.#process.stdin?.end();
    return JSON.parse(await this.#report) as Record<string, unknown>;
  }

  /** Kills the target's first process, which the supervisor has started, and waits for the report. */
  async killTarget(): Promise<Record<string, unknown>> {
    process.kill(this.processes()[1] ?? 0, 'SIGKILL');
    return this.end();
  }

  /** The supervisor and all processes below it. */
  processes(): number[] {
    return processesOf(this.#process.pid ?? 0);
  }

  /** Ends whatever is left. */
  async dispose(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
  }
}
