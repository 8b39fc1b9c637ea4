import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FailureReason, LaunchRecord } from '../model/launch.js';
import { placement } from './play-server.js';
import { launchProgram, supervisor, survivors, testSuite } from './test/launching.js';

const program = (name: string): string => fileURLToPath(new URL(`./test/load/${name}.mjs`, import.meta.url));

/** Launches a server with a generator, each with its manners. */
async function loaded(server = 'good', generator = 'good'): Promise<LaunchRecord> {
  return launchProgram([process.execPath, program('server'), server], supervisor, {
    resultMs: 500,
    suite: {
      ...testSuite,
      metrics: [
        ...testSuite.metrics,
        { name: 'responseTime', title: 'Response time', unit: 'us', better: 'lower', source: 'generator' },
        { name: 'cpu', title: 'CPU', unit: 'ns', better: 'lower', source: 'cpu-per-work' },
      ],
      verify: () => [],
    },
    generator: {
      name: 'tester',
      title: 'Tester',
      summary: 'a generator for tests',
      command: [process.execPath, program('generator'), generator],
      needs: [],
      version: ['true'],
    },
  });
}

describe('a launch of a server and the generator that loads it', () => {
  it('measures what the generator saw, and the CPU time of the server for each request', async () => {
    const record = await loaded();
    if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
    expect(record.work).toBeGreaterThan(0);
    expect(record.metrics['throughput']).toBeCloseTo((record.work * 1000) / record.elapsedMs);
    expect(record.metrics['responseTime']).toBe(1);
    const counted = record.verification['done'] ?? 0;
    expect(counted).toBeGreaterThan(0);
    expect(record.metrics['cpu']).toBeCloseTo(20e6 / counted);
    expect(record.load).toMatchObject({ generator: 'tester', clients: 1 });
    expect(survivors(program('server'))).toEqual([]);
  });

  it('stops the server even when the generator does not say that its window has ended', async () => {
    expect(await loaded('good', 'says no end')).toMatchObject({ outcome: 'measured' });
  });

  const failures: readonly (readonly [string, string, FailureReason, RegExp])[] = [
    ['dies under load', 'good', 'exited-early', /^it ended with exit code 3/],
    ['does not stop', 'good', 'result-deadline', /^nothing came within 500 ms/],
    ['says no address', 'good', 'bad-result', /must say in "ready" where it listens/],
    ['wrong metric', 'good', 'bad-result', /"latency" is in s; the suite declares ns/],
    ['good', 'dies', 'exited-early', /^generator tester: it ended with exit code 4/],
    ['good', 'says nothing of the load', 'bad-result', /^generator tester: its result has no account/],
  ];
  it.concurrent.each(failures)('server %s, generator %s: is recorded as %s', async (...row) => {
    const [server, generator, reason, detail] = row;
    expect(await loaded(server, generator)).toMatchObject({
      outcome: 'failed',
      failure: { reason, detail: expect.stringMatching(detail) },
    });
  });

  it('is unsupported when either says so', async () => {
    expect(await loaded('cannot')).toMatchObject({ outcome: 'unsupported', reason: 'no room' });
    const record = await loaded('good', 'cannot');
    expect(record).toMatchObject({ outcome: 'unsupported', reason: 'generator tester: no pauses' });
  });

  it('gives the generator the last CPU and the server the others, where there are two', () => {
    expect(placement([0, 1, 2])).toEqual({ server: [0, 1], generator: [2] });
    expect(placement([5])).toEqual({ server: null, generator: null });
  });
});
