/** The configuration of Apache for the comparison; README.md says what was chosen, and why. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration, Setting, ThirdPartyServer } from '../third-party/serve.js';

/** Where Debian puts them. */
export const apacheProgram = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';

/** Most threads of one process. */
const mostThreads = 1024;
/** Threads of the one process of the event MPM, which need not have one for each connection. */
const eventThreads = 128;

/** How Apache divides its work. */
interface Shape {
  readonly processes: number;
  /** Of each process, besides the one that accepts and those that keep house. */
  readonly threads: number;
}

/** Apache with one kernel thread for each connection. */
export const worker: ThirdPartyServer = {
  ...common(),
  configure: (setting) => configure(setting, 'worker', workerShape(setting.clients)),
};

/** Apache with kernel threads for requests, and one that waits for all connections. */
export const event: ThirdPartyServer = {
  ...common(),
  configure: (setting) => configure(setting, 'event', { processes: 1, threads: eventThreads }),
};

function common() {
  return {
    descriptors: (clients: number): number => 2 * clients + 1000,
    stopSignal: 'SIGTERM' as const,
    deathSignal: 'TERM' as const,
  };
}

/** A thread for every client, and some for those whose last connection is not yet seen to be closed. */
export function workerShape(clients: number): Shape {
  const threads = Math.ceil(clients * 1.0625) + 16;
  const processes = Math.ceil(threads / mostThreads);
  return { processes, threads: Math.ceil(threads / processes) };
}

function configure(setting: Setting, mpm: 'worker' | 'event', shape: Shape): Configuration {
  const { folder } = setting;
  const file = join(folder, 'apache2.conf');
  writeFileSync(file, textOf(setting, mpm, shape));
  return {
    command: [apacheProgram, '-D', 'FOREGROUND', '-f', file],
    pidFile: join(folder, 'apache2.pid'),
    log: join(folder, 'error.log'),
    // The first process, and in each other one its first thread and the listener.
    threads: 1 + shape.processes * (shape.threads + 2),
    facts: {
      server: `Apache, ${mpm} MPM`,
      threads: `${shape.processes} x ${shape.threads}`,
    },
  };
}

function textOf(
  { files, clients, port, folder }: Setting,
  mpm: string,
  { processes, threads }: Shape,
): string {
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
