import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { missingFor } from '../../harness/plan/availability.js';
import { discoverTargets } from '../../harness/plan/discover.js';
import { makeFileSet } from './file-set/make-file-set.js';
import { abuseCases, slowCases } from './test/abuse-cases.js';
import { Client } from './test/client.js';
import { exhaust } from './test/exhaust-descriptors.js';
import { type Site, expectFile, expectGoodRequest, get, large, middle, small } from './test/good-request.js';
import { ServerProcess } from './test/server-process.js';

const root = fileURLToPath(new URL('../../dist', import.meta.url));
const servers = (await discoverTargets(root))
  .filter((target) => !target.thirdParty && missingFor(target, root) === undefined)
  .flatMap(({ name, suites: { web } }) =>
    web !== undefined && 'command' in web ? [{ name, command: web.command }] : [],
  );

const folder = mkdtempSync(join(tmpdir(), 'abuse-'));
beforeAll(() => makeFileSet(folder, { directories: 1, seed: 6 }));
afterAll(() => rmSync(folder, { recursive: true }));

it('there are servers', () => {
  expect(servers.length).toBeGreaterThan(2);
});

describe.each(servers)('$name', ({ command }) => {
  describe('with patience', () => {
    // Less than the set has: pages come and go.
    const server = running(command, { cacheMb: 1 });

    it.each(abuseCases)('$name', async ({ play }) => {
      await expect(play(server.site())).resolves.toBeUndefined();
      await expectGoodRequest(server.site());
    });

    it('has as many descriptors as before', async () => {
      await expect(server.untilAtRest()).resolves.toBeUndefined();
    });
  });

  describe('with few descriptors', () => {
    const server = running([...command, '--head-ms', '300'], { cacheMb: 1, descriptors: 128 });

    it('serves the clients it has, rests, and takes new ones when there are descriptors again', async () => {
      await expect(exhaust(server.process(), server.site())).resolves.toBeUndefined();
    });

    it('has as many descriptors as before', async () => {
      await expect(server.untilAtRest()).resolves.toBeUndefined();
    });
  });

  describe('with its first clients', () => {
    const server = running(command, { cacheMb: 200 });

    it('counts what it has sent, and ends', async () => {
      const site = server.site();
      for (const path of [small, large]) await expectGoodRequest(site, path);
      const client = (await Client.connect(site.address)).send(get('/nothing'));
      await client.response();
      client.send(get(small).replace('GET', 'HEAD'));
      await client.response({ toHead: true });
      const { result, exitCode } = await server.process().stop();
      // The first one is that of the setting up, for a file of middle length.
      expect(result.verification).toMatchObject({
        requests: 4,
        bytes: 30_720 + 512 + 921_600,
        connections: 4,
      });
      expect(result.work).toBe(4);
      expect(exitCode).toBe(0);
      expect(await client.rest()).toBe('');
    });
  });
});

describe('with little patience', () => {
  const impatient = servers.map(({ name, command }) => ({ name, server: patienceless(command) }));
  const cases = impatient.flatMap(({ name, server }) =>
    slowCases.map((slow) => ({ name: `${name}: ${slow.name}`, server, play: slow.play })),
  );

  // They only wait, so all servers do together.
  it.concurrent.each(cases)('$name', async ({ server, play }) => {
    await expect(play(server.site())).resolves.toBeUndefined();
    await expectGoodRequest(server.site());
  });

  it.each(impatient)('$name has as many descriptors as before', async ({ server }) => {
    await expect(server.untilAtRest()).resolves.toBeUndefined();
  });
});

/** No page is ever held: every file is sent as one that is too large. */
function patienceless(command: readonly string[]): RunningServer {
  return running([...command, '--head-ms', '400', '--idle-ms', '800'], { cacheMb: 0 });
}

interface RunningServer {
  readonly process: () => ServerProcess;
  readonly site: () => Site;
  readonly untilAtRest: () => Promise<void>;
}

/** A server for the tests of a group, which ends with them. */
function running(
  command: readonly string[],
  limits: { cacheMb: number; descriptors?: number },
): RunningServer {
  let server: ServerProcess | undefined;
  let atRest = 0;
  const process = (): ServerProcess => {
    if (server === undefined) throw new Error('the server has not started');
    return server;
  };
  const untilAtRest = (): Promise<void> =>
    vi.waitFor(
      () => {
        expect(process().descriptors()).toBe(atRest);
      },
      { timeout: 10_000, interval: 5 },
    );
  const site = (): Site => ({ address: process().address, folder, untilAtRest });
  beforeAll(async () => {
    server = await ServerProcess.start({ command, materials: folder, ...limits });
    // What a server opens for its first request, once and for all, is no leak.
    const client = (await Client.connect(server.address)).send(get(middle));
    await expectFile(client, site(), middle);
    atRest = server.descriptors() - 1;
    client.close();
  });
  afterAll(() => server?.kill());
  return { process, site, untilAtRest };
}
