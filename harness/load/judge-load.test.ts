import { describe, expect, it } from 'vitest';
import type { LoadReport } from '../model/load.js';
import { judgeLoad } from './judge-load.js';

const noFailures = { status: 0, length: 0, content: 0, reset: 0, timeout: 0, connect: 0 };

/** A load that nothing is wrong with: 100 clients for two seconds. */
const good: LoadReport = {
  clients: 100,
  cpuShare: 0.4,
  wantedRate: null,
  achievedRate: 5000,
  clientTimeUs: 200e6,
  requests: 12_000,
  responses: 12_000,
  bytes: 1e8,
  connections: 2000,
  failures: noFailures,
};

const codes = (changes: Partial<LoadReport>): string[] =>
  judgeLoad({ ...good, ...changes }, 2000).map(({ validity }) => validity);

describe('the judgement of a load', () => {
  it('has nothing to say about a generator that keeps up', () => {
    expect(judgeLoad(good, 2000)).toEqual([]);
  });

  it('says generator-bound from 80 % of a CPU on', () => {
    expect(codes({ cpuShare: 0.79 })).toEqual([]);
    expect(codes({ cpuShare: 0.8 })).toEqual(['generator-bound']);
  });

  it("says littles-law when the clients' time is off by more than 5 %, in either direction", () => {
    expect(codes({ clientTimeUs: 0.955 * 200e6 })).toEqual([]);
    expect(codes({ clientTimeUs: 0.94 * 200e6 })).toEqual(['littles-law']);
    expect(codes({ clientTimeUs: 1.06 * 200e6 })).toEqual(['littles-law']);
  });

  it("leaves Little's law alone where the generator does not know its clients' time", () => {
    expect(codes({ clientTimeUs: null })).toEqual([]);
  });

  it('says rate-not-met when an open loop falls short by more than 2 % and chance', () => {
    expect(codes({ wantedRate: 5000, achievedRate: 4900 })).toEqual([]);
    expect(codes({ wantedRate: 5000, achievedRate: 4700 })).toEqual(['rate-not-met']);
    // 20 requests were to come, and 12 did: that happens by chance.
    expect(codes({ wantedRate: 10, achievedRate: 6 })).toEqual([]);
  });

  it('says failed-requests when more than one in a thousand is refused, reset or late', () => {
    const { requests } = good;
    const few = { ...noFailures, reset: Math.floor(requests / 1000) };
    expect(codes({ failures: few })).toEqual([]);
    expect(codes({ failures: { ...few, timeout: 1, connect: 1 } })).toEqual(['failed-requests']);
  });

  it('says verification-failed for each kind of wrong response, and counts them', () => {
    const failures = { ...noFailures, status: 1, length: 2, content: 3 };
    expect(judgeLoad({ ...good, failures }, 2000)).toEqual([
      {
        validity: 'verification-failed',
        message:
          'wrong responses: 1 with another status, 2 of another length, 3 with other bytes than the file',
      },
    ]);
  });

  it('does not take connections that were lost for wrong responses', () => {
    expect(codes({ failures: { ...noFailures, reset: 5, timeout: 5, connect: 5 } })).toEqual([
      'failed-requests',
    ]);
  });
});
