/**
 * A web server that is not of the house, as a target: configures it in the scratch folder of the launch, starts it on a
 * port of its own, and speaks the protocol for it.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServer, serveServer } from '../../harness/authoring/index.js';
import type { LaunchSpecification } from '../../harness/model/protocol.js';
import { readManifest } from '../../suites/web/file-set/manifest.js';
import { type Account, accountFor, commandAs, lackOf, makeFolderFor } from './account.js';
import { Accounting } from './accounting.js';
import { reachableFiles } from './reachable-files.js';
import { fetchBytes, freePort, ServerProcess } from './server-process.js';

/** What a server is configured for. */
export interface Setting {
  /** Folder of the file set, and how many files it has. */
  readonly files: string;
  readonly fileCount: number;
  readonly clients: number;
  readonly port: number;
  /** Where all that the server writes goes: pid file, logs, sockets, temporary files. */
  readonly folder: string;
}

/** How a server is configured and handled. */
export interface Configuration {
  /** The program with its arguments; it stays in the foreground. */
  readonly command: string[];
  /** Where it writes its process number once it has bound its port. */
  readonly pidFile: string;
  /** Its error log. */
  readonly log: string;
  /** Kernel threads that it has when it is set up. */
  readonly threads: number;
  /** A library that it must have loaded: without it, it would be another server. */
  readonly library?: string;
  /** What was chosen, for the record of the launch. */
  readonly facts: Record<string, string>;
}

export interface ThirdPartyServer {
  /** Descriptors that one process of it needs. */
  descriptors(clients: number, fileCount: number): number;
  /** Writes its configuration. */
  configure(setting: Setting): Configuration;
  /** Requests answered since its start, where it counts them anyway. */
  counters?(setting: Setting): Promise<Record<string, number>>;
  /** The signal that stops it, without waiting for connections. */
  readonly stopSignal: NodeJS.Signals;
  /** The signal for its first process when the wrapper dies: it must end the others, too. */
  readonly deathSignal: 'KILL' | 'TERM';
}

/** How many ports are tried before the server is given up. */
const attempts = 20;
/** What is left of the time until `ready` when we stop waiting, so that the answer still comes in time. */
const marginMs = 500;

/** Runs one launch of the server: the whole main program of a target. */
export async function serveThirdParty(server: ThirdPartyServer): Promise<void> {
  const began = performance.now();
  await serveServer(async (specification) => {
    const until = began + specification.readyMs - marginMs;
    return startServer(server, specification, until);
  });
}

/**
 * Starts the server on a port that nobody else has.
 * @param until a time of `performance.now()` by which it must serve
 * @param findPort says which port to try; somebody else may have bound it by then
 */
export async function startServer(
  server: ThirdPartyServer,
  { materials, point, dir }: Pick<LaunchSpecification, 'materials' | 'point' | 'dir'>,
  until: number,
  findPort = freePort,
): Promise<RunningServer | { unsupported: string }> {
  if (materials === undefined) throw new Error('the launch specification names no materials');
  const manifest = readManifest(materials);
  const fileCount = manifest.files.length;
  const first = manifest.files[0]?.path ?? '';
  const clients = Number(point['clients']);
  const account = accountFor(server.descriptors(clients, fileCount));
  const folder = makeFolderFor(account, dir);
  const lack = lackOf(account, folder);
  if (lack !== undefined) return { unsupported: lack };
  const files = reachableFiles(account, materials, manifest, dir);
  if ('unsupported' in files) return files;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const setting = { files: files.folder, fileCount, clients, port: await findPort(), folder };
    const started = await tryPort(server, account, setting, first, until);
    if (started !== 'port in use') return started;
  }
  throw new Error(`${attempts} ports that were free were in use a moment later`);
}

async function tryPort(
  server: ThirdPartyServer,
  account: Account,
  setting: Setting,
  first: string,
  until: number,
): Promise<RunningServer | { unsupported: string } | 'port in use'> {
  const { command, pidFile, log, threads, library, facts } = server.configure(setting);
  for (const old of [pidFile, log]) rmSync(old, { force: true });
  const running = new ServerProcess(commandAs(account, server.deathSignal, command), log);
  const accounting = new Accounting(running.pid);
  const expected = readFileSync(join(setting.files, first));
  const serves = async (): Promise<boolean> =>
    (await fetchBytes({ port: setting.port }, `/${first}`))?.equals(expected) ?? false;
  if (!(await running.becomes(() => running.owns(pidFile), until)) && !running.running) {
    if (/already in use/i.test(running.said())) return 'port in use';
    throw new Error(`the server ended at once: ${running.said()}`);
  }
  if (library !== undefined && !hasLoaded(running.pid, library)) {
    await running.stop('SIGKILL');
    throw new Error(`the server runs without ${library}: ${running.said()}`);
  }
  const complete = await running.becomes(() => accounting.threads() >= threads, until);
  if (!complete || !(await running.becomes(serves, until))) {
    const reason = complete ? `does not serve ${first}` : `has ${accounting.threads()} of ${threads} threads`;
    await running.stop('SIGKILL');
    return {
      unsupported: `when the time for its start was over, the server ${reason}. ${running.said()}`.trim(),
    };
  }
  return handleOf(server, setting, running, accounting, { ...facts, account: account.name ?? 'our own' });
}

function handleOf(
  server: ThirdPartyServer,
  setting: Setting,
  running: ServerProcess,
  accounting: Accounting,
  facts: Record<string, string>,
): RunningServer {
  let closing = false;
  void running.ended.then(() => {
    if (closing) return;
    process.stderr.write(`the server ended by itself: ${running.said()}\n`);
    process.exit(1);
  });
  return {
    address: { host: '127.0.0.1', port: setting.port },
    usage: () => accounting.usage(),
    counters: async () => (await server.counters?.(setting)) ?? {},
    facts: () => ({ ...facts, accounting: `read from /proc within ${accounting.readingMs.toFixed(1)} ms` }),
    async close() {
      closing = true;
      await running.stop(server.stopSignal);
    },
  };
}

function hasLoaded(pid: number, library: string): boolean {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').includes(library);
}
