/**
 * What a load generator is asked, and the bands in which its answer must lie. The server's behaviour is known and the
 * server counts by itself, so every answer can be held against what really happened.
 */
import type { ResultMessage } from '../../model/protocol.js';
import type { Scene } from './play-check.js';
import type { ServerCounts } from './synthetic-server.js';

/** What a check found. `said` puts the numbers into words, whatever they were. */
export interface Judgement {
  /** `not-offered`: the generator does not report what was asked for, which is no fault. */
  readonly verdict: 'passed' | 'failed' | 'not-offered';
  readonly said: string;
}

/** What a generator may be used for, once it has passed the checks that name it. */
export type Use = 'throughput' | 'latency' | 'pauses' | 'open loop' | 'verification' | 'failures';

export interface Check extends Scene {
  readonly name: string;
  /** What is done, in words. */
  readonly title: string;
  readonly use: Use;
  judge(result: ResultMessage, counts: ServerCounts): Judgement;
}

const delayMs = 200;
const stall = { serviceMs: 1, atMs: 2000, lengthMs: 5000 };

interface Band {
  readonly from: number;
  readonly to: number;
}

/** The fixed delay, and 5 % for what system calls and timers add. */
const delayBand: Band = { from: delayMs * 1000, to: delayMs * 1050 };

/** One response in so many is spoilt. */
const every = 10;
const spoiltClients = 4;

export const checks: readonly Check[] = [
  {
    name: 'delay',
    title: `8 clients, every response after ${delayMs} ms`,
    use: 'throughput',
    behaviour: ['delay', String(delayMs)],
    point: { clients: 8 },
    warmupMs: 300,
    measureMs: 2000,
    judge: ({ work, elapsedMs }) => {
      const rate = (work / elapsedMs) * 1000;
      const right = (8 * 1000) / delayMs;
      return within(rate, right * 0.9, right * 1.1, 'requests/s');
    },
  },
  {
    name: 'counts',
    title: 'every request and every response is counted',
    use: 'throughput',
    behaviour: ['delay', '1'],
    point: { clients: 10 },
    // Not all of them count what they do before the window.
    warmupMs: 0,
    measureMs: 1000,
    judge: judgeCounts,
  },
  {
    name: 'response time',
    title: `8 clients, every response after ${delayMs} ms: the median`,
    use: 'latency',
    behaviour: ['delay', String(delayMs)],
    point: { clients: 8 },
    warmupMs: 300,
    measureMs: 2000,
    judge: (result) => withinBand(result, 'latencyP50', delayBand),
  },
  {
    name: 'reconnects',
    title: '20 clients, 5 requests a connection, 20 ms between them',
    use: 'pauses',
    behaviour: ['delay', '1'],
    point: { clients: 20, requestsPerConnection: 5, pauseMs: 20 },
    warmupMs: 200,
    measureMs: 1500,
    judge: judgePauses,
  },
  {
    name: 'even arrivals',
    title: '200 requests/s by 20 clients: the busiest tenth of the time has less than half of them',
    use: 'open loop',
    behaviour: ['delay', '1'],
    point: { clients: 20, rate: 200 },
    warmupMs: 0,
    measureMs: 3000,
    judge: judgeArrivals,
  },
  {
    name: 'rate and delay',
    title: `50 requests/s by 40 clients, every response after ${delayMs} ms: rate and median`,
    use: 'open loop',
    behaviour: ['delay', String(delayMs)],
    point: { clients: 40, rate: 50 },
    warmupMs: 500,
    measureMs: 3000,
    judge: (result) => {
      const rate = within((result.work / result.elapsedMs) * 1000, 35, 65, 'requests/s');
      const median = withinBand(result, 'latencyP50', delayBand);
      return both(rate, median);
    },
  },
  {
    name: 'stall',
    title: '200 requests/s, 1 ms each, one stall of 5 s: the 99 % must show it, uncorrected they must not',
    use: 'open loop',
    behaviour: ['stall', String(stall.serviceMs), String(stall.atMs), String(stall.lengthMs)],
    point: { clients: 4, rate: 200 },
    warmupMs: 500,
    measureMs: 8000,
    judge: judgeStall,
  },
  spoilt('wrong bytes', 'content', 'verification', 'content'),
  spoilt('wrong length', 'short', 'verification', 'length'),
  spoilt('wrong status', 'status', 'verification', 'status'),
  spoilt('resets', 'reset', 'failures', 'reset'),
  spoilt('cut-offs', 'cut-off', 'failures', 'reset'),
  {
    name: 'byte by byte',
    title: 'every byte of a response comes by itself, 0.1 ms after the one before',
    use: 'failures',
    behaviour: ['byte-by-byte', '100'],
    point: { clients: 4 },
    warmupMs: 100,
    measureMs: 1000,
    judge: judgeSlowBytes,
  },
];

/** One response in ten is spoilt in one way: the generator must count as many failures of that kind, and go on. */
function spoilt(
  name: string,
  behaviour: string,
  use: Use,
  kind: keyof NonNullable<ResultMessage['load']>['failures'],
): Check {
  return {
    name,
    title: `every tenth response: ${name}`,
    use,
    behaviour: [behaviour, String(every)],
    point: { clients: spoiltClients },
    warmupMs: 0,
    measureMs: 500,
    judge: ({ load }, { spoilt: done }) => {
      const found = load?.failures[kind] ?? 0;
      const isRight = Math.abs(found - done) <= spoiltClients && done > spoiltClients;
      return judgement(isRight, `${found} of ${done} noticed`);
    },
  };
}

/** What the generator says it sent and received, against what the server saw; but for what was under way at the end. */
function judgeCounts({ load }: ResultMessage, { requests, answered }: ServerCounts): Judgement {
  const said = `${load?.requests} requests and ${load?.responses} responses, the server ${requests} and ${answered}`;
  if (load === undefined) return judgement(false, 'no account of the load');
  const off = Math.max(Math.abs(load.requests - requests), Math.abs(load.responses - answered));
  return judgement(off <= load.clients && requests > 0, said);
}

/** A connection of five requests lasts four pauses and five responses; connecting takes next to nothing. */
function judgePauses({ work, elapsedMs }: ResultMessage, { requests, connections }: ServerCounts): Judgement {
  const cycleMs = 4 * 20 + 5;
  const rate = within(
    (work / elapsedMs) * 1000,
    (20 * 5 * 800) / cycleMs,
    (20 * 5 * 1050) / cycleMs,
    'requests/s',
  );
  const perConnection = requests / connections;
  // At the end of the launch one connection of each client is cut short.
  const isRight = perConnection <= 5 && connections - requests / 5 <= 20;
  return both(rate, judgement(isRight, `${perConnection.toFixed(2)} a connection`));
}

/** Share of the requests that came in the busiest tenth of the hundredths of a second. */
function judgeArrivals({ elapsedMs, work }: ResultMessage, { arrivals }: ServerCounts): Judgement {
  const slots = arrivals.slice(0, 300).sort((a, b) => b - a);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const busiest = sum(slots.slice(0, slots.length / 10)) / Math.max(1, sum(slots));
  const rate = (work / elapsedMs) * 1000;
  return judgement(
    busiest < 0.5 && rate > 150 && rate < 250,
    `${Math.round(busiest * 100)} % in the busiest tenth; ${rate.toFixed(0)} requests/s`,
  );
}

/** Five of the eight seconds lie in the stall, so that 1 % of what was to be sent waited for nearly all of it. */
function judgeStall(result: ResultMessage): Judgement {
  const corrected = result.metrics['latencyP99']?.value;
  const uncorrected = result.metrics['uncorrectedP99']?.value;
  const said = `99 %: ${milliseconds(corrected)}, uncorrected ${milliseconds(uncorrected)}`;
  if (corrected === undefined) return { verdict: 'not-offered', said };
  const shows = corrected >= (stall.lengthMs - 500) * 1000;
  return judgement(shows && uncorrected !== undefined && uncorrected < 100_000, said);
}

function judgeSlowBytes({ work, load }: ResultMessage): Judgement {
  const lost = Object.values(load?.failures ?? {}).reduce((sum, count) => sum + count, 0);
  return judgement(work > 0 && lost === 0, `${work} responses, ${lost} failures`);
}

function withinBand(result: ResultMessage, metric: string, { from, to }: Band): Judgement {
  const value = result.metrics[metric]?.value;
  const said = `median ${milliseconds(value)}`;
  if (value === undefined) return { verdict: 'not-offered', said };
  return judgement(value >= from * 0.995 && value <= to, said);
}

function within(value: number, from: number, to: number, unit: string): Judgement {
  return judgement(value >= from && value <= to, `${value.toFixed(1)} ${unit}`);
}

function judgement(passed: boolean, said: string): Judgement {
  return { verdict: passed ? 'passed' : 'failed', said };
}

/** Two of them as one: it is passed when both are, and failed when one is. */
function both(a: Judgement, b: Judgement): Judgement {
  const said = `${a.said}; ${b.said}`;
  if (a.verdict === b.verdict) return { verdict: a.verdict, said };
  return { verdict: [a, b].some(({ verdict }) => verdict === 'failed') ? 'failed' : 'not-offered', said };
}

function milliseconds(microseconds: number | undefined): string {
  return microseconds === undefined ? 'none' : `${(microseconds / 1000).toFixed(1)} ms`;
}
