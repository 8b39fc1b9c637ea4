/** One process of a third-party server, from its start until it serves, and to its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { processesOf } from './accounting.js';

/** Between two looks at whether a server serves. */
const lookMs = 10;
/** Characters that are kept of what a server says. */
const keptCharacters = 2048;
/** What a server that is told to stop is given before it is killed. */
const graceMs = 3000;

/** A port that was free a moment ago. Whoever binds it first has it: a server that comes too late says so, and ends. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export class ServerProcess {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #running = true;
  #said = '';
  readonly #log: string;

  /**
   * Starts a command.
   * @param log the file that it writes its errors to; until it has opened that, it says them on its standard error
   */
  constructor(command: string[], log: string) {
    this.#log = log;
    const [program = '', ...args] = command;
    this.#child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.pid = this.#child.pid ?? 0;
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        this.#running = false;
        resolve();
      };
      this.#child.once('close', end);
      this.#child.once('error', end);
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-keptCharacters);
    });
  }

  get running(): boolean {
    return this.#running;
  }

  /** The last that it said. */
  said(): string {
    const logged = existsSync(this.#log) ? readFileSync(this.#log, 'utf8') : '';
    return (this.#said + logged.slice(-keptCharacters)).trim();
  }

  /** Settles when it has ended. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /**
   * Waits until a condition holds; false when the server ended first or the time is over.
   * @param until a time of `performance.now()`
   */
  async becomes(condition: () => boolean | Promise<boolean>, until: number): Promise<boolean> {
    while (this.#running && performance.now() < until) {
      if (await condition()) return true;
      await after(lookMs);
    }
    return false;
  }

  /** Whether this process, and nobody else, has written its number into the file: it has bound its port then. */
  owns(pidFile: string): boolean {
    return existsSync(pidFile) && readFileSync(pidFile, 'utf8').trim() === String(this.pid);
  }

  /** Stops the server with all its processes: by its own way of stopping, and by force when that takes too long. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    if (!this.#running) return;
    const all = processesOf(this.pid);
    this.#child.kill(signal);
    const timer = setTimeout(() => {
      for (const pid of all) kill(pid);
    }, graceMs);
    await this.#ended;
    clearTimeout(timer);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** The body of the answer to a request, or undefined when there is no answer with success. */
export async function fetchBytes(
  from: { port: number } | { socketPath: string },
  path: string,
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', ...from, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(response.statusCode === 200 ? Buffer.concat(chunks) : undefined));
      response.on('error', () => resolve(undefined));
    });
    request.setTimeout(2000, () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}
