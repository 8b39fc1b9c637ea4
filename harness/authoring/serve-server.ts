/**
 * The protocol for servers in TypeScript: starts the server, says where it listens, takes its counters and the kernel's
 * accounting at both ends of the measured window of the load, and answers with what lies between.
 */
import {
  type Address,
  type LaunchSpecification,
  type ResultMessage,
  serverOrderSchema,
  type WindowUsage,
} from '../model/protocol.js';
import { ownUsage, usageBetween } from './own-usage.js';
import { type Orders, send, speak } from './speak.js';

/** A server that listens. */
export interface RunningServer {
  readonly address: Address;
  /** Counts since its start, which only grow. `requests`: those answered with success; it is the server's work. */
  counters(): Record<string, number> | Promise<Record<string, number>>;
  /** The accounting of all its processes since their start; that of this process when there is no such function. */
  usage?(): WindowUsage | Promise<WindowUsage>;
  /** What it really runs on, where that was decided on the way. */
  facts?(): Record<string, string>;
  /** Closes the listening socket and every connection. */
  close(): Promise<void>;
}

/** The state of a server at one end of the window. */
interface Mark {
  readonly at: number;
  readonly usage: WindowUsage;
  readonly counters: Record<string, number>;
}

/**
 * Runs one launch of a server: the whole main program of a target.
 * @param start sets the server up and lets it listen, on a port that is free; what it throws is the launch's error
 */
export async function serveServer(
  start: (specification: LaunchSpecification) => Promise<RunningServer | { unsupported: string }>,
): Promise<void> {
  await speak(async (specification, orders) => {
    const server = await start(specification);
    if ('unsupported' in server) {
      send({ type: 'unsupported', reason: server.unsupported });
      return;
    }
    const begin = await mark(server);
    send({ type: 'ready', nonce: specification.nonce, ...server.address });
    await serve(server, begin, orders);
    await server.close();
  });
}

/** Follows the orders of the harness until it says stop, or closes the standard input. */
async function serve(server: RunningServer, begin: Mark, { lines, closed }: Orders): Promise<void> {
  let from = Promise.resolve(begin);
  let to: Promise<Mark> | undefined;
  const stopped = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      const { type } = serverOrderSchema.parse(JSON.parse(line));
      if (type === 'window') from = mark(server);
      else if (type === 'window-end') to = mark(server);
      else resolve();
    });
  });
  if ((await Promise.race([stopped.then(() => 'stopped'), closed])) === undefined) return;
  send(between(await from, await (to ?? mark(server)), server));
}

async function mark(server: RunningServer): Promise<Mark> {
  const at = performance.now();
  const usage = await (server.usage?.() ?? ownUsage());
  return { at, usage, counters: await server.counters() };
}

function between(from: Mark, to: Mark, server: RunningServer): ResultMessage {
  const counters = Object.fromEntries(
    Object.entries(to.counters).map(([name, count]) => [name, count - (from.counters[name] ?? 0)]),
  );
  const facts = server.facts?.();
  return {
    type: 'result',
    elapsedMs: to.at - from.at,
    work: counters['requests'] ?? 0,
    metrics: {},
    verification: counters,
    ...(facts !== undefined && { facts }),
    usage: usageBetween(from.usage, to.usage),
  };
}
