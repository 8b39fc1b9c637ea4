/**
 * Adapter for h2load (nghttp2): one thread, HTTP/1.1, connections that stay. It has a warm-up and says when it is over; it
 * prints no quantiles of response times, but their mean, from which the clients' time follows.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, type Order, serveAdapter, type Window } from './adapter.js';
import { runTool } from './run-tool.js';

/** URIs that every client goes through again and again. */
const listed = 4096;

await serveAdapter({ name: 'h2load' }, play);

async function play(order: Order, window: Window): Promise<Account> {
  const { clients, server } = order;
  const { warmupMs, measureMs, dir } = order.specification;
  const file = join(dir, 'uris');
  const uris = order.draw(listed).map(({ path }) => `http://${server.host}:${server.port}/${path}\n`);
  writeFileSync(file, uris.join(''));
  const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)}s`;
  const warmup = warmupMs > 0 ? ['--warm-up-time', seconds(warmupMs)] : [];
  const options = ['--h1', '-t', '1', '-c', String(clients), '-D', seconds(measureMs), ...warmup, '-i', file];
  let opened = 0;
  let elapsedMs = 0;
  const { output, cpuShare } = await runTool(['h2load', ...options], (line, restart) => {
    if (line.startsWith('Main benchmark duration is started')) {
      opened = performance.now();
      window.opens();
      restart();
    } else if (line.startsWith('Main benchmark duration is over')) {
      elapsedMs = performance.now() - opened;
      window.ends();
    }
  });
  return accountOf(output, elapsedMs, cpuShare);
}

function accountOf(output: string, elapsedMs: number, cpuShare: number): Account {
  const count = (pattern: RegExp): number => {
    const found = pattern.exec(output)?.[1];
    if (found === undefined) throw new Error(`h2load printed nothing like ${pattern}`);
    return Number(found);
  };
  const responses = count(/(\d+) done/);
  const good = count(/(\d+) succeeded/);
  const timeouts = count(/(\d+) timeout/);
  const errored = count(/(\d+) errored/);
  return {
    elapsedMs,
    work: good,
    bodyBytes: count(/total, .*\((\d+)\) data/),
    cpuShare,
    clientTimeUs: meanMicroseconds(output) * responses,
    requests: count(/(\d+) started/),
    responses,
    failures: {
      status: Math.max(0, count(/(\d+) failed/) - errored),
      reset: errored - timeouts,
      timeout: timeouts,
    },
  };
}

/** The third number in the row of response times: `257us 28.97ms 1.74ms ...`. */
function meanMicroseconds(output: string): number {
  const [, mean = '0', unit = 'us'] = /time for request:\s+\S+\s+\S+\s+([\d.]+)(us|ms|s)/.exec(output) ?? [];
  return Number(mean) * ({ us: 1, ms: 1e3, s: 1e6 }[unit] ?? 1);
}
