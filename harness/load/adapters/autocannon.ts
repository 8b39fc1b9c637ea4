/**
 * Adapter for autocannon, without workers: throughput of a closed loop on connections that stay. Its responses are counted
 * here as it tells them, so that the window can begin after a warm-up.
 *
 * With `--own-rates` it keeps rates by autocannon's own limiter, and reports autocannon's own response times, corrected in
 * its way. No suite uses that: the check of generators does, to show what it is worth.
 */
import autocannon, { type Client, type Result } from 'autocannon';
import { type Account, bodiesIn, headBytes, type Order, serveAdapter, type Window } from './adapter.js';
import { Counter } from './autocannon-counter.js';

const hasOwnRates = process.argv.includes('--own-rates');
/** Each client keeps a copy of the whole list: fewer paths where there are many. */
const listed = { least: 100, most: 4096, inAll: 100_000 };
/** Paths between the begins of two clients: a prime, so that they spread over the list. */
const apart = 37;

await serveAdapter({ name: 'autocannon', rates: hasOwnRates }, play);

async function play(order: Order, window: Window): Promise<Account> {
  const { clients, server, rate } = order;
  const { warmupMs, measureMs, intervalMs } = order.specification;
  const list = order.draw(Math.max(listed.least, Math.min(listed.most, Math.floor(listed.inAll / clients))));
  const head = await headBytes(server, list[0] ?? { path: '', length: 0 });
  let finish: (result: Result) => void = () => {};
  const finished = new Promise<Result>((resolve) => (finish = resolve));
  const requests = list.map(({ path }) => ({ path: `/${path}` }));
  // Every client begins at another place of the list: or all would ask for the same at the same time.
  let begin = 0;
  const setupClient = (client: Client): void => {
    client.setRequests([...requests.slice(begin), ...requests.slice(0, begin)]);
    begin = (begin + apart) % requests.length;
  };
  const options = {
    url: `http://${server.host}:${server.port}`,
    connections: clients,
    duration: Math.ceil((warmupMs + measureMs) / 1000) + (rate > 0 ? 0 : 60),
    requests,
    setupClient,
    timeout: 10,
    ...(rate > 0 && { overallRate: rate }),
  };
  const instance = autocannon(options, (_, result) => finish(result));
  const counter = new Counter(instance, intervalMs);
  await pause(warmupMs);
  window.opens();
  counter.open();
  await pause(measureMs);
  counter.close();
  window.ends();
  if (rate === 0) instance.stop();
  const result = await finished;
  const account = counter.account();
  return {
    ...account,
    // With the request that the length of a head was found out by.
    requests: 1 + result.requests.sent,
    responses: 1 + (account.responses ?? 0),
    bodyBytes: bodiesIn(counter.bytes, counter.answered, head, list),
    metrics: rate > 0 ? latencies(result) : {},
  };
}

function latencies({ latency }: Result): NonNullable<Account['metrics']> {
  const named = { latencyP50: latency['p50'], latencyP99: latency['p99'] };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, ms]) =>
      ms === undefined ? [] : [[name, { value: ms * 1000, unit: 'us' }]],
    ),
  );
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
