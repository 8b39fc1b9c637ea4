/** Whether a load can be believed: what a generator's account of itself says against the numbers of its launch. */
import type { LoadReport } from '../model/load.js';
import { percent } from '../model/percent.js';
import type { Finding } from '../model/suite.js';

/** From this share of a CPU on, the generator may have been the limit. */
const busyShare = 0.8;
/** By Little's law, clients' time over the length of the window is the number of clients, but for this share. */
const littleTolerance = 0.05;
/** Connections that are refused or lost, as a share of the requests, up to which a launch is as it should be. */
const lostShare = 0.001;
/** A rate may fall short by this share, and by what chance does to a number of Poisson arrivals. */
const rateTolerance = 0.02;
const rateDeviations = 3;

/**
 * What is wrong with the load of a launch; nothing when its numbers mean what they say. Pure.
 * @param elapsedMs length of the measured window
 */
export function judgeLoad(load: LoadReport, elapsedMs: number): Finding[] {
  return [
    ...busy(load),
    ...rate(load, elapsedMs),
    ...lost(load),
    ...little(load, elapsedMs),
    ...verification(load),
  ];
}

function busy({ cpuShare }: LoadReport): Finding[] {
  if (cpuShare < busyShare) return [];
  const message = `the load generator used ${percent(cpuShare)} of a CPU: it, not the server, may have been the limit`;
  return [{ validity: 'generator-bound', message }];
}

function rate({ wantedRate, achievedRate }: LoadReport, elapsedMs: number): Finding[] {
  if (wantedRate === null) return [];
  const wanted = (wantedRate * elapsedMs) / 1000;
  const lacking = wanted - (achievedRate * elapsedMs) / 1000;
  if (lacking <= rateTolerance * wanted + rateDeviations * Math.sqrt(wanted)) return [];
  const message = `${Math.round(achievedRate)} requests/s where ${wantedRate} were wanted`;
  return [{ validity: 'rate-not-met', message }];
}

function lost({ requests, failures: { reset, timeout, connect } }: LoadReport): Finding[] {
  const failed = reset + timeout + connect;
  if (failed <= lostShare * requests) return [];
  const message = `${failed} of ${requests} requests failed: ${reset} reset, ${timeout} timed out, ${connect} not connected`;
  return [{ validity: 'failed-requests', message }];
}

function little({ clients, clientTimeUs }: LoadReport, elapsedMs: number): Finding[] {
  if (clientTimeUs === null) return [];
  const seen = clientTimeUs / (elapsedMs * 1000);
  if (Math.abs(seen - clients) <= littleTolerance * clients) return [];
  const message = `by Little's law the load was that of ${seen.toFixed(1)} clients, not of ${clients}`;
  return [{ validity: 'littles-law', message }];
}

function verification({ failures: { status, length, content } }: LoadReport): Finding[] {
  const kinds = [
    [status, 'with another status'],
    [length, 'of another length'],
    [content, 'with other bytes than the file'],
  ] as const;
  const words = kinds.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  if (words.length === 0) return [];
  return [{ validity: 'verification-failed', message: `wrong responses: ${words.join(', ')}` }];
}
