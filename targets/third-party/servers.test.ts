/** The servers of others, through the protocol, where they are installed. */
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { targetSchema } from '../../harness/model/target.js';
import { worker } from '../apache/configuration.js';
import apacheTargets from '../apache/target.js';
import { nginx } from '../nginx/configuration.js';
import nginxTargets from '../nginx/target.js';
import { startServer, type ThirdPartyServer } from './serve.js';
import { fetchBytes, freePort } from './server-process.js';
import { makeSmallFileSet, ServerLaunch, type Tested, whyNot } from './test/launch.js';

const targets = [...nginxTargets, ...apacheTargets].map((target) => targetSchema.parse(target));
const fileSet = await makeSmallFileSet();
const launches: ServerLaunch[] = [];
const isRoot = process.getuid?.() === 0;

afterEach(async () => {
  for (const launch of launches.splice(0)) {
    await launch.dispose();
    rmSync(launch.dir, { recursive: true, force: true });
  }
});
afterAll(() => rmSync(fileSet.folder, { recursive: true }));

function begin(tested: Tested, materials = fileSet.folder, clients = 4): ServerLaunch {
  const launch = new ServerLaunch(tested, materials, clients);
  launches.push(launch);
  return launch;
}

it.each(targets)('$name says that it is a program of others, and which command installs it', (target) => {
  expect(target.thirdParty).toBe(true);
  expect(target.needs).toContainEqual({
    type: 'command',
    command: expect.stringMatching(/^\/usr\/sbin\//),
    remedy: expect.stringMatching(/^apt-get install /),
  });
});

for (const tested of targets.flatMap(testedOf)) {
  const reason = whyNot(tested);
  describe.skipIf(reason !== '')(`${tested.name}${reason}`, () => {
    it('serves every file byte for byte, says what it used, and leaves nothing behind', async () => {
      const launch = begin(tested);
      const port = await launch.port();
      launch.tell({ type: 'window' });
      for (const [path, bytes] of fileSet.files) {
        const body = await fetchBytes({ port }, `/${path}`);
        expect({ path, same: body?.equals(bytes) }).toEqual({ path, same: true });
      }
      launch.tell({ type: 'stop' });
      const result = await launch.next();
      const { userMs = 0, systemMs = 0 } = (result.type === 'result' && result.usage) || {};
      expect(result).toMatchObject({ type: 'result', facts: { server: expect.any(String) } });
      expect(userMs + systemMs).toBeGreaterThan(0);
      expect(await launch.end()).toMatchObject({ exitCode: 0, leftProcesses: 0 });
      expect(await fetchBytes({ port }, '/dir00000/class0_0')).toBeUndefined();
      expect(readdirSync(launch.dir)).toEqual(['server']);
    });

    it('does not find what is not there', async () => {
      const port = await begin(tested).port();
      expect(await fetchBytes({ port }, '/dir00000/class9_9')).toBeUndefined();
      expect(await fetchBytes({ port }, '/../server/error.log')).toBeUndefined();
    });

    it('runs two at once on ports of their own', async () => {
      const both = [begin(tested), begin(tested)];
      const [one = 0, other = 0] = await Promise.all(both.map((launch) => launch.port()));
      expect(one).not.toBe(other);
      for (const port of [one, other]) expect(await fetchBytes({ port }, '/dir00000/class1_4')).toBeDefined();
    });

    it('dies with its wrapper, whatever that died of', async () => {
      const launch = begin(tested);
      const port = await launch.port();
      const [, ...processes] = launch.processes();
      expect(await launch.killTarget()).toMatchObject({ signal: 'SIGKILL' });
      expect(processes.filter(isAlive)).toEqual([]);
      expect(await fetchBytes({ port }, '/dir00000/class0_0')).toBeUndefined();
    });

    it.runIf(isRoot)('has no process of root but its wrapper', async () => {
      const launch = begin(tested);
      await launch.port();
      const [, , ...server] = launch.processes();
      expect(server.length).toBeGreaterThan(0);
      expect(server.map(userOf)).not.toContain('0');
    });

    it.runIf(isRoot)('serves files from a folder that is closed to its account', async () => {
      chmodSync(fileSet.folder, 0o700);
      const port = await begin(tested).port();
      chmodSync(fileSet.folder, 0o755);
      for (const [path, bytes] of fileSet.files) {
        expect((await fetchBytes({ port }, `/${path}`))?.equals(bytes)).toBe(true);
      }
    });
  });
}

it.runIf(isRoot && existsSync('/dev/shm'))(
  'a server says which files it may not read, and what lets it, where they cannot be linked',
  async () => {
    const folder = mkdtempSync('/dev/shm/tutti-file-set-');
    cpSync(fileSet.folder, folder, { recursive: true });
    chmodSync(folder, 0o700);
    const dir = mkdtempSync(join(tmpdir(), 'tutti-launch-'));
    const specification = { materials: folder, point: { clients: 1 }, dir };
    expect(await startServer(worker, specification, performance.now() + 20_000)).toEqual({
      unsupported: expect.stringMatching(/^\S+ may not read .*EXDEV.*chmod o\+x/),
    });
    rmSync(folder, { recursive: true });
    rmSync(dir, { recursive: true });
  },
);

describe('a port that somebody else has bound meanwhile', () => {
  const servers: [string, ThirdPartyServer, Tested | undefined][] = [
    ['nginx', nginx({ threadPool: false }), testedOf(targets.find(({ name }) => name === 'nginx'))[0]],
    ['apache', worker, testedOf(targets.find(({ name }) => name === 'apache'))[0]],
  ];
  it.each(servers.filter(([, , tested]) => tested !== undefined && whyNot(tested) === ''))(
    'makes %s try another one',
    async (_, server) => {
      const busy = createServer();
      await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
      const address = busy.address();
      const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
      const ports = [taken, await freePort()];
      const dir = mkdtempSync(join(tmpdir(), 'tutti-launch-'));
      const specification = { materials: fileSet.folder, point: { clients: 1 }, dir };
      const running = await startServer(server, specification, performance.now() + 20_000, () =>
        Promise.resolve(ports.shift() ?? 0),
      );
      if ('unsupported' in running) throw new Error(running.unsupported);
      expect(running.address.port).not.toBe(taken);
      await running.close();
      busy.close();
      rmSync(dir, { recursive: true });
    },
  );
});

/** How a target is launched for its suite; nothing for one that cannot play it. */
function testedOf(target: (typeof targets)[number] | undefined): Tested[] {
  const play = target?.suites['web'];
  const need = target?.needs.find(({ type }) => type === 'command');
  if (target === undefined || play === undefined || !('command' in play)) return [];
  const [, file = '', ...args] = play.command;
  const program = /targets\/(.*)$/.exec(file)?.[1] ?? '';
  const { command: binary = '', remedy = '' } = need?.type === 'command' ? need : {};
  return [{ name: target.name, program, args, binary, remedy }];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function userOf(pid: number): string {
  return /^Uid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
}
