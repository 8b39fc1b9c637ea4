/** The configuration of Apache for the comparison; README.md says what was chosen, and why. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration, Setting, ThirdPartyServer } from '../third-party/serve.js';

/** Where Debian puts them. */
export const apacheProgram = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';
/** The library that stands before POSIX threads, as it is built. */
const preloaded = 'libtutti-pthreads.so';

/** Most threads of one process. */
const mostThreads = 1024;
/** Threads of the one process of the event MPM, which need not have one for each connection. */
const eventThreads = 128;

/** Descriptors of one process besides connections and the files that are read. */
const otherDescriptors = 1000;

/** How Apache divides its work. */
interface Shape {
  readonly mpm: 'worker' | 'event';
  readonly processes: number;
  /** Of each process, besides the one that accepts and those that keep house. */
  readonly threads: number;
}

/** Apache with one kernel thread for each connection. */
export const worker: ThirdPartyServer = {
  descriptors: () => 2 * mostThreads + otherDescriptors,
  configure: (setting) => configure(setting, workerShape(setting.clients)),
  ...handling(),
};

/** Apache with kernel threads for requests, and one that waits for all connections. */
export const event: ThirdPartyServer = {
  descriptors: descriptorsOfAll,
  configure: (setting) => configure(setting, { mpm: 'event', processes: 1, threads: eventThreads }),
  ...handling(),
};

/** Apache's worker MPM on user-level threads: one process with one kernel thread, which takes a library before others. */
export const capriccio: ThirdPartyServer = {
  descriptors: descriptorsOfAll,
  configure(setting) {
    const threads = threadsFor(setting.clients);
    const library = join(setting.folder, preloaded);
    // Where it was built, the server's account may not look.
    copyFileSync(fileURLToPath(new URL(preloaded, import.meta.url)), library);
    const { command, facts, ...shared } = configure(setting, { mpm: 'worker', processes: 1, threads });
    return {
      ...shared,
      library,
      command: ['env', `LD_PRELOAD=${library}`, ...command],
      threads: 2,
      facts: { ...facts, server: 'Apache, worker MPM, on user-level threads' },
    };
  },
  ...handling(),
};

/** Of one process that has all connections; few of them have a file open, for a file is closed before its last bytes are sent. */
function descriptorsOfAll(clients: number): number {
  return Math.ceil(clients * 1.125) + otherDescriptors;
}

function handling() {
  return { stopSignal: 'SIGTERM' as const, deathSignal: 'TERM' as const };
}

/** A thread for every client, and some for those whose last connection is not yet seen to be closed. */
function threadsFor(clients: number): number {
  return Math.ceil(clients * 1.0625) + 16;
}

function workerShape(clients: number): Shape {
  const threads = threadsFor(clients);
  const processes = Math.ceil(threads / mostThreads);
  return { mpm: 'worker', processes, threads: Math.ceil(threads / processes) };
}

function configure(setting: Setting, shape: Shape): Configuration {
  const { folder } = setting;
  const file = join(folder, 'apache2.conf');
  writeFileSync(file, textOf(setting, shape));
  return {
    command: [apacheProgram, '-D', 'FOREGROUND', '-f', file],
    pidFile: join(folder, 'apache2.pid'),
    log: join(folder, 'error.log'),
    // The first process, and in each other one its first thread and the listener.
    threads: 1 + shape.processes * (shape.threads + 2),
    facts: {
      server: `Apache, ${shape.mpm} MPM`,
      threads: `${shape.processes} x ${shape.threads}`,
    },
  };
}

function textOf({ files, clients, port, folder }: Setting, { mpm, processes, threads }: Shape): string {
  return `
ServerRoot "${folder}"
DefaultRuntimeDir "${folder}"
PidFile apache2.pid
ErrorLog error.log
LogLevel warn
Mutex "file:${folder}" default
LoadModule mpm_${mpm}_module ${modules}/mod_mpm_${mpm}.so
LoadModule authz_core_module ${modules}/mod_authz_core.so

Listen 127.0.0.1:${port}
ListenBacklog 16384
ServerName 127.0.0.1
DocumentRoot "${files}"
ServerTokens Prod

ServerLimit ${processes}
StartServers ${processes}
ThreadLimit ${threads}
ThreadsPerChild ${threads}
MaxRequestWorkers ${processes * threads}
MinSpareThreads 1
MaxSpareThreads ${processes * threads}
MaxConnectionsPerChild 0
ThreadStackSize 262144
${mpm === 'event' ? `AsyncRequestWorkerFactor ${clients}` : ''}

AcceptFilter http none
AcceptFilter https none
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 60
TimeOut 10
EnableSendfile Off
EnableMMAP Off
HostnameLookups Off
FileETag None
ForceType application/octet-stream
<Directory />
  AllowOverride None
  Options FollowSymLinks
</Directory>
`;
}
