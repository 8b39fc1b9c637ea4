/** What all adapters have in common: they speak the protocol of generators for a program of somebody else. */
import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { send, speak } from '../../authoring/speak.js';
import type { LoadReport } from '../../model/load.js';
import type { Address, LaunchSpecification, ResultMessage } from '../../model/protocol.js';

const sessions = fileURLToPath(new URL('../sessions/sessions', import.meta.url));

const pointSchema = z.object({
  clients: z.int().positive(),
  requestsPerConnection: z.int().nonnegative(),
  pauseMs: z.number().nonnegative(),
  rate: z.number().nonnegative(),
});

/** A file that is asked for: its path below the folder of the set, and its length. */
export interface Wanted {
  readonly path: string;
  readonly length: number;
}

/** A load that another program is to make. */
export interface Order {
  readonly clients: number;
  readonly rate: number;
  readonly server: Address;
  readonly specification: LaunchSpecification;
  /** So many files as our own generator would draw them. */
  draw(count: number): Wanted[];
}

/** What the program did in the window, as far as it tells. */
export interface Account {
  readonly elapsedMs: number;
  /** Responses with the status that was expected. */
  readonly work: number;
  readonly bodyBytes: number;
  readonly cpuShare: number;
  readonly clientTimeUs?: number;
  /** In the whole launch, warm-up included; those of the window when they are not told. */
  readonly requests?: number;
  readonly responses?: number;
  readonly failures: Partial<LoadReport['failures']>;
  readonly metrics?: ResultMessage['metrics'];
  readonly intervals?: readonly { readonly elapsedMs: number; readonly work: number }[];
}

/** Tells the harness that the window begins or ends. */
export interface Window {
  opens(): void;
  ends(): void;
}

/** What the program cannot do. */
interface Limits {
  readonly name: string;
  /** Whether it keeps rates, in whatever way. */
  readonly rates?: boolean;
}

/** Runs one launch of an adapter: its whole main program. */
export async function serveAdapter(
  limits: Limits,
  play: (order: Order, window: Window) => Promise<Account>,
): Promise<void> {
  await speak(async (specification) => {
    const { requestsPerConnection, pauseMs, clients, rate } = pointSchema.parse(specification.point);
    const reason = refusal(limits, requestsPerConnection, pauseMs, rate);
    if (reason !== undefined) {
      send({ type: 'unsupported', reason });
      return;
    }
    const { server, materials, seed } = specification;
    if (server === undefined || materials === undefined) throw new Error('there is nothing to load');
    const draw = (count: number): Wanted[] => drawPaths(materials, seed, count);
    send({ type: 'ready', nonce: specification.nonce });
    const window: Window = {
      opens: () => send({ type: 'window' }),
      ends: () => send({ type: 'window-end' }),
    };
    const account = await play({ clients, rate, server, specification, draw }, window);
    for (const interval of account.intervals ?? []) send({ type: 'interval', ...interval });
    send(resultOf(account, clients, rate));
  });
}

function refusal(
  { name, rates }: Limits,
  requests: number,
  pauseMs: number,
  rate: number,
): string | undefined {
  if (requests > 0) return `${name} keeps its connections: only requestsPerConnection=0 can be asked of it`;
  if (pauseMs > 0) return `${name} makes no pauses: only pauseMs=0 can be asked of it`;
  if (rate > 0 && rates !== true) {
    return `${name} keeps no rate on an absolute schedule: only rate=0 can be asked of it`;
  }
  return undefined;
}

function drawPaths(folder: string, seed: number, count: number): Wanted[] {
  const args = ['--paths', folder, String(seed), String(count)];
  const text = execFileSync(sessions, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([path = '', length]) => ({ path, length: Number(length) }));
}

function resultOf(account: Account, clients: number, rate: number): ResultMessage {
  const { elapsedMs, work, bodyBytes, failures } = account;
  const achievedRate = (work / elapsedMs) * 1000;
  const bytes = Math.round(bodyBytes);
  return {
    type: 'result',
    elapsedMs,
    work,
    metrics: { bandwidth: { value: (bytes * 8) / 1e3 / elapsedMs, unit: 'Mb/s' }, ...account.metrics },
    verification: { requests: work, bytes },
    load: {
      clients,
      cpuShare: account.cpuShare,
      wantedRate: rate > 0 ? rate : null,
      achievedRate,
      clientTimeUs: account.clientTimeUs ?? null,
      requests: account.requests ?? work,
      responses: account.responses ?? work,
      bytes,
      connections: null,
      failures: { status: 0, length: 0, content: 0, reset: 0, timeout: 0, connect: 0, ...failures },
    },
  };
}

/**
 * Bytes of the head of a response, without the digits of its length, for programs that count heads and bodies as one.
 * @throws Error when the server does not answer
 */
export async function headBytes({ host, port }: Address, { path }: Wanted): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path: `/${path}`, agent: false }, (response) => {
      const { statusMessage = '', rawHeaders } = response;
      const status = `HTTP/1.1 200 ${statusMessage}\r\n`.length;
      // Each name and each value is followed by two bytes, and so is the whole.
      const fields = rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, 0);
      const digits = response.headers['content-length']?.length ?? 0;
      response.resume();
      response.once('end', () => resolve(status + fields + 2 - digits));
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** Bytes of bodies among all that `responses` brought, when files were asked for as often as they are in the list. */
export function bodiesIn(bytes: number, responses: number, head: number, list: readonly Wanted[]): number {
  const digits = list.reduce((sum, { length }) => sum + String(length).length, 0) / list.length;
  return Math.max(0, bytes - responses * (head + digits));
}
