/** What the program of the servers takes of the machine: memory, and depth of stacks. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type * as Addon from './addon.js';
import { whyNotBuilt } from './test/launch.js';

const dist = fileURLToPath(new URL('../../dist/targets/native', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'native-server-'));
const lengths = [100, 5000, 50_000, 900_000];

/** The server's, and what it has besides its connections. */
const descriptorsNeeded = 12_000;
const mostDescriptors = Number(
  /Max open files\s+\d+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity,
);

beforeAll(() => {
  mkdirSync(join(folder, 'dir00000'));
  const lines = lengths.map((length, index) => {
    writeFileSync(join(folder, `dir00000/class0_${index}`), Buffer.alloc(length, index));
    return `dir00000/class0_${index}\t${length}\t00000000\n`;
  });
  writeFileSync(join(folder, 'manifest.tsv'), `tutti-file-set\t1\t1\t1\t0\n${lines.join('')}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function request(index: number, more = ''): string {
  return `GET /dir00000/class0_${index} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
}

/** Connects, sends, and waits for the first bytes, or with `close` for the last. */
async function ask(port: number, text: string, until: 'data' | 'close'): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject).once(until, () => resolve());
    socket.on('data', () => {});
  });
  return socket;
}

async function start(args: string[]): Promise<{ server: ChildProcess; port: number }> {
  const server = spawn(process.execPath, [join(dist, 'server.js'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const specification = {
    protocol: 1,
    launch: '1',
    nonce: 'word',
    suite: 'web',
    point: { cacheMb: 10 },
    warmupMs: 0,
    measureMs: 1000,
    intervalMs: 100,
    readyMs: 10_000,
    seed: 1,
    cpus: [],
    dir: folder,
    materials: folder,
  };
  const line = new Promise<string>((resolve) =>
    createInterface({ input: server.stdout }).once('line', resolve),
  );
  server.stdin.write(`${JSON.stringify(specification)}\n`);
  const { port } = z.object({ port: z.number() }).parse(JSON.parse(await line));
  return { server, port };
}

describe.skipIf(whyNotBuilt !== '')(`the native server${whyNotBuilt}`, () => {
  it.skipIf(mostDescriptors < descriptorsNeeded)(
    'takes less than 100 MB with ten thousand idle connections',
    async () => {
      const { server, port } = await start(['user-level', '--stack-bytes', '2048']);
      const sockets: Socket[] = [];
      while (sockets.length < 10_000) {
        const more = Array.from({ length: 500 }, () => ask(port, request(0), 'data'));
        sockets.push(...(await Promise.all(more)));
      }
      const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
      const peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
      for (const socket of sockets) socket.destroy();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.stdin?.end();
      await ended;
      expect(peakKb * 1024).toBeLessThan(100e6);
    },
    60_000,
  );

  it.each([
    { io: 'epoll', cacheMb: 10 },
    { io: 'epoll', cacheMb: 0 },
    { io: 'pool', cacheMb: 1 },
  ])('uses three quarters of a small stack at most ($io, $cacheMb MB of cache)', async ({ io, cacheMb }) => {
    const { createRun } = (await import(`${dist}/addon.js`)) as typeof Addon;
    const stackBytes = 2048;
    const run = createRun({
      workload: 'web',
      package: 'user-level',
      parameters: { cacheMb, threads: 0, headMs: 50, idleMs: 1000, seed: 1 },
      options: { io, stackBytes, paintStacks: true, materials: folder },
    });
    expect(await run.created()).toBeNull();
    run.begin();
    const { port } = run.served();
    const close = 'Connection: close\r\n';
    await Promise.all([
      ...lengths.map((_, index) => ask(port, request(index) + request(index, close), 'close')),
      ask(port, request(1, `Cookie: ${'x'.repeat(10_000)}\r\n${close}`), 'close'),
      ...['BAD\r\n', 'GET /', 'x'.repeat(40_000)].map((text) => ask(port, text, 'close')),
    ]);
    const { facts } = await run.finish();
    expect(Number(facts['deepestStack'])).toBeGreaterThan(100);
    expect(Number(facts['deepestStack'])).toBeLessThan((stackBytes * 3) / 4);
  });
});
