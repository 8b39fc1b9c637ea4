/**
 * Adapter for wrk (4.1): one thread, connections that stay. It has no warm-up, so it runs twice, whole seconds each time;
 * its response times are left out, since it corrects them for what a closed loop does not have.
 *
 * With `--one-path` it asks for one file only: as fast as it can be, since no request of it runs a script.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import {
  type Account,
  bodiesIn,
  headBytes,
  type Order,
  serveAdapter,
  type Wanted,
  type Window,
} from './adapter.js';
import { runTool } from './run-tool.js';

const hasOnePath = process.argv.includes('--one-path');
/** Paths that it goes through again and again; a quarter of a megabyte of requests. */
const listed = 4096;

const summarySchema = z.object({
  microseconds: z.number(),
  requests: z.number(),
  bytes: z.number(),
  connect: z.number(),
  read: z.number(),
  write: z.number(),
  status: z.number(),
  timeout: z.number(),
});
type Summary = z.infer<typeof summarySchema>;

/** What wrk is told to run, and the path that it asks for when the script does not say. */
interface Play {
  readonly script: string;
  readonly path: string;
}

await serveAdapter({ name: 'wrk' }, play);

async function play(order: Order, window: Window): Promise<Account> {
  const { warmupMs, measureMs, dir } = order.specification;
  const list = order.draw(hasOnePath ? 1 : listed);
  const script = join(dir, 'wrk.lua');
  writeFileSync(script, scriptFor(list));
  const first = list[0] ?? { path: '', length: 0 };
  const asked = { script, path: first.path };
  const head = await headBytes(order.server, first);
  const before = warmupMs > 0 ? await run(order, asked, warmupMs) : undefined;
  window.opens();
  const { summary, cpuShare } = await run(order, asked, measureMs);
  window.ends();
  // With the one that the length of a head was found out by.
  const all = 1 + summary.requests + (before?.summary.requests ?? 0);
  return {
    elapsedMs: summary.microseconds / 1000,
    work: summary.requests - summary.status,
    bodyBytes: bodiesIn(summary.bytes, summary.requests, head, list),
    cpuShare,
    requests: all,
    responses: all,
    failures: failuresOf(before === undefined ? [summary] : [before.summary, summary]),
  };
}

async function run({ clients, server }: Order, { script, path }: Play, lengthMs: number) {
  const seconds = Math.ceil(lengthMs / 1000);
  const url = `http://${server.host}:${server.port}/${path}`;
  const options = ['-t', '1', '-c', String(clients), '-d', `${seconds}s`, '--timeout', '10s', '-s', script];
  const { output, cpuShare } = await runTool(['wrk', ...options, url]);
  const line = output.trim().split('\n').at(-1) ?? '';
  return { summary: summarySchema.parse(JSON.parse(line)), cpuShare };
}

function failuresOf(summaries: readonly Summary[]): Account['failures'] {
  const sum = (count: (one: Summary) => number): number =>
    summaries.reduce((total, one) => total + count(one), 0);
  return {
    status: sum(({ status }) => status),
    reset: sum(({ read, write }) => read + write),
    timeout: sum(({ timeout }) => timeout),
    connect: sum(({ connect }) => connect),
  };
}

/** Requests are made once, and sent in turn; the summary is the last line that is printed. */
function scriptFor(list: readonly Wanted[]): string {
  const paths = list.map(({ path }) => `"/${path}"`).join(',\n');
  const requests = `local paths = {
${paths}
}
local requests = {}
local next = 0
function init(args)
  for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end
end
function request()
  next = next % #requests + 1
  return requests[next]
end
`;
  return `${hasOnePath ? '' : requests}function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('{"microseconds":%d,"requests":%d,"bytes":%d,"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d}\\n',
    summary.duration, summary.requests, summary.bytes, errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
`;
}
