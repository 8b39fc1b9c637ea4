/** Our generator as a program, against servers of known behaviour. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { LaunchSpecification, ResultMessage, TargetMessage } from '../../model/protocol.js';
import type { Scene, Seen } from '../conformance/play-check.js';
import type { ServerCounts } from '../conformance/synthetic-server.js';
import { judgeLoad } from '../judge-load.js';

const built = fileURLToPath(new URL('../../../dist/harness/load', import.meta.url));
const program = `${built}/sessions/sessions`;

const { playScene } = (await import(`${built}/conformance/play-check.js`)) as {
  playScene: (command: readonly string[], scene: Scene, places: object) => Promise<Seen>;
};
const { writeFiveByteSet } = (await import(`${built}/conformance/synthetic-server.js`)) as {
  writeFiveByteSet: (folder: string) => void;
};

const scratch = mkdtempSync(join(tmpdir(), 'sessions-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));
writeFiveByteSet(scratch);

/** Plays a scene to its result. */
async function play(
  behaviour: string,
  point: Scene['point'],
  measureMs = 500,
): Promise<{ result: ResultMessage; load: NonNullable<ResultMessage['load']>; counts: ServerCounts }> {
  const scene = { behaviour: behaviour.split(' '), point, warmupMs: 50, measureMs };
  const { run, counts } = await playScene([program], scene, { server: null, generator: null });
  if (run.type !== 'result' || run.result.load === undefined) throw new Error(JSON.stringify(run));
  return { result: run.result, load: run.result.load, counts };
}

/** What the program says to a line on its standard input, message by message. */
function answersTo(line: string): TargetMessage[] {
  const { stdout } = spawnSync(program, { input: `${line}\n`, encoding: 'utf8', timeout: 20_000 });
  return stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as TargetMessage);
}

function specification(point: Record<string, number>, port = 1): LaunchSpecification {
  return {
    protocol: 1,
    launch: 'l',
    nonce: 'word',
    suite: 's',
    point: { clients: 2, requestsPerConnection: 0, pauseMs: 0, rate: 0, ...point },
    warmupMs: 20,
    measureMs: 200,
    intervalMs: 50,
    readyMs: 1000,
    seed: 1,
    cpus: [],
    dir: scratch,
    materials: scratch,
    server: { host: '127.0.0.1', port },
  };
}

describe('sessions', () => {
  it('counts every request and every response as the server does', async () => {
    const { load, counts } = await play('prompt', { clients: 8, requestsPerConnection: 3 });
    expect(load.requests).toBe(counts.requests);
    expect(load.responses).toBe(counts.answered);
    expect(counts.requests / counts.connections).toBeGreaterThan(2.5);
    expect(counts.requests / counts.connections).toBeLessThanOrEqual(3);
  });

  it('keeps connections for ever when no number of requests is given', async () => {
    const { load, counts } = await play('prompt', { clients: 8 });
    expect(counts.connections).toBe(8);
    expect(load.connections).toBe(0);
  });

  it('pauses between the requests of a connection, and not after the last', async () => {
    const { load } = await play('prompt', { clients: 4, requestsPerConnection: 2, pauseMs: 50 });
    // A client asks twice in 50 ms, or a little more: with a pause after the last it would be half as often.
    expect(load.achievedRate).toBeLessThan(4 * 2 * 20 * 1.1);
    expect(load.achievedRate).toBeGreaterThan(4 * 2 * 20 * 0.6);
  });

  it("reports response times, fairness, and by Little's law its own clients", async () => {
    const { result, load } = await play('delay 20', { clients: 8 });
    expect(result.metrics['latencyP50']?.value).toBeGreaterThan(20_000 * 0.99);
    expect(result.metrics['latencyP50']?.value).toBeLessThan(30_000);
    expect(result.metrics['latencyP999']).toBeUndefined();
    expect(result.metrics['fairness']?.value).toBeGreaterThan(0.95);
    expect(judgeLoad(load, result.elapsedMs)).toEqual([]);
  });

  it('shows a stall in an open loop, and beside it what it would be uncorrected', async () => {
    const { result } = await play('stall 1 400 800', { clients: 8, rate: 1000 }, 1600);
    expect(result.metrics['latencyP99']?.value).toBeGreaterThan(600_000);
    expect(result.metrics['uncorrectedP50']?.value).toBeLessThan(100_000);
    expect(result.work).toBeGreaterThan(1000 * 1.6 * 0.7);
  });

  it.each([
    ['content 10', 'content'],
    ['short 10', 'length'],
    ['status 10', 'status'],
    ['reset 10', 'reset'],
    ['cut-off 10', 'reset'],
  ] as const)('notices every response spoilt by %s, and goes on', async (behaviour, kind) => {
    const { load, counts } = await play(behaviour, { clients: 4 }, 200);
    expect(counts.spoilt).toBeGreaterThan(2);
    expect(load.failures[kind]).toBe(counts.spoilt);
    expect(Object.values(load.failures).reduce((sum, count) => sum + count, 0)).toBe(counts.spoilt);
  });

  it('reads a response that comes byte by byte', async () => {
    const { result, load } = await play('byte-by-byte 20', { clients: 2 });
    expect(result.work).toBeGreaterThan(0);
    expect(judgeLoad(load, result.elapsedMs)).toEqual([]);
    expect(load.failures.reset).toBe(0);
  });

  it('counts refused connections and does not spin on them', () => {
    const messages = answersTo(JSON.stringify(specification({})));
    const result = messages.find((message) => message.type === 'result');
    expect(messages[0]).toEqual({ type: 'ready', nonce: 'word' });
    expect(result?.work).toBe(0);
    expect(result?.load?.failures.connect).toBeGreaterThan(2);
    expect(result?.load?.failures.connect).toBeLessThan(200);
  });

  it('tells where the window begins and ends, then its intervals, then the result', () => {
    const types = answersTo(JSON.stringify(specification({}))).map(({ type }) => type);
    const intervals = types.filter((type) => type === 'interval');
    expect(types).toEqual(['ready', 'window', 'window-end', ...intervals, 'result']);
    expect(intervals.length).toBeGreaterThan(1);
  });

  it('says unsupported, and what to do, when the limit of open files is too low', () => {
    const messages = answersTo(JSON.stringify(specification({ clients: 900_000 })));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      type: 'unsupported',
      reason: expect.stringMatching(/900000 connections need .*ulimit -Hn/),
    });
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['no clients', JSON.stringify({ ...specification({}), point: {} }), /clients is missing/],
    ['no server', JSON.stringify({ ...specification({}), server: undefined }), /server is missing/],
    ['no file set', JSON.stringify({ ...specification({}), materials: '/nowhere' }), /manifest.tsv/],
    [
      'a host that is no address',
      JSON.stringify({ ...specification({}), server: { host: 'x', port: 1 } }),
      /no IPv4 address/,
    ],
  ])('says what is wrong with a specification: %s', (_, line, words) => {
    expect(answersTo(line)).toEqual([
      { type: 'error', code: 'LoadFailed', message: expect.stringMatching(words) },
    ]);
  });

  it('draws the same files for others as for itself', () => {
    const drawn = spawnSync(program, ['--paths', scratch, '5', '1000'], { encoding: 'utf8' }).stdout;
    const lines = drawn.trim().split('\n');
    expect(lines).toHaveLength(1000);
    expect(lines.every((line) => /^dir00000\/class[0-3]_[1-8]\t5$/.test(line))).toBe(true);
  });
});
