/** The configuration of nginx for the comparison; README.md says what was chosen, and why. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchBytes } from '../third-party/server-process.js';
import type { Configuration, Setting, ThirdPartyServer } from '../third-party/serve.js';

/** Where Debian and nginx.org put it. */
export const nginxProgram = '/usr/sbin/nginx';

/** Connections that the worker has room for: the most clients of the suite, and some more that are about to be closed. */
const connections = 17_000;
/** Most files that are kept open. */
const openFiles = 4096;
/** Directories for what clients upload and upstreams answer, which nginx makes even when nobody does. */
const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

export interface NginxOptions {
  /** Reads files in a pool of kernel threads, so that a file that is not cached does not keep everybody waiting. */
  readonly threadPool: boolean;
}

/** nginx with one worker. */
export function nginx(options: NginxOptions): ThirdPartyServer {
  return {
    descriptors: (clients, fileCount) => clients + Math.min(fileCount, openFiles) + 1000,
    configure: (setting) => configure(setting, options),
    counters: countRequests,
    stopSignal: 'SIGTERM',
    deathSignal: 'KILL',
  };
}

function configure(setting: Setting, options: NginxOptions): Configuration {
  const { folder } = setting;
  const file = join(folder, 'nginx.conf');
  const log = join(folder, 'error.log');
  writeFileSync(file, textOf(setting, options));
  return {
    command: [nginxProgram, '-p', folder, '-c', file, '-e', log],
    pidFile: join(folder, 'nginx.pid'),
    log,
    threads: 1,
    facts: {
      server: 'nginx, one process, epoll',
      files: options.threadPool ? 'read by a pool of threads' : 'read by the worker',
    },
  };
}

/** @param setting everything that is written lies in its folder, which the prefix makes relative names relative to */
function textOf({ files, port, folder }: Setting, { threadPool }: NginxOptions): string {
  return `
daemon off;
master_process off;
pid nginx.pid;
error_log error.log warn;
${threadPool ? 'thread_pool files threads=32 max_queue=65536;' : ''}
events {
  use epoll;
  worker_connections ${connections};
  multi_accept on;
  accept_mutex off;
}
http {
${temporary.map((name) => `  ${name}_temp_path temporary-${name};`).join('\n')}
  access_log off;
  server_tokens off;
  etag off;
  types { }
  default_type application/octet-stream;

  sendfile off;
  output_buffers 2 128k;
  ${threadPool ? 'aio threads=files;' : ''}
  tcp_nodelay on;
  keepalive_requests 1000000000;
  keepalive_timeout 60s;
  client_header_timeout 10s;
  client_header_buffer_size 1k;
  large_client_header_buffers 4 16k;

  open_file_cache max=${openFiles} inactive=1d;
  open_file_cache_valid 1d;
  open_file_cache_min_uses 1;

  server {
    listen 127.0.0.1:${port} backlog=16384;
    root "${files}";
    location = /manifest.tsv { return 404; }
  }
  server {
    listen "unix:${statusSocket(folder, port)}";
    location = /status { stub_status; }
  }
}
`;
}

/** Where it tells its counts. One that did not get its port leaves its socket behind, so each port has another. */
function statusSocket(folder: string, port: number): string {
  return join(folder, `status-${port}`);
}

/** nginx counts requests anyway; those that ask for the count are in it. */
let asked = 0;
async function countRequests({ folder, port }: Setting): Promise<Record<string, number>> {
  const page = await fetchBytes({ socketPath: statusSocket(folder, port) }, '/status');
  const counts = /^\s*(\d+) (\d+) (\d+)\s*$/m.exec(page?.toString('utf8') ?? '');
  if (counts === null) throw new Error('nginx does not tell its counts');
  asked++;
  return { requests: Number(counts[3]) - asked, connections: Number(counts[1]) - asked };
}
