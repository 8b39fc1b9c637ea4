/** The main program of a file server in one process: the web suite's side of the protocol. */
import type { ListenOptions } from 'node:net';
import { serverSlowdownOf, serveServer } from '../../../harness/authoring/index.js';
import type { Address } from '../../../harness/model/protocol.js';
import { type Counters, newCounters, slowedCounters } from './counters.js';
import { connectionsThatFit } from './descriptors.js';
import { anyPort } from './listen.js';
import { ServedFiles } from './served-files.js';
import { type Patience, cacheBytesOf, materialsOf, patienceOf } from './server-options.js';

/** What a file server is made with. */
export interface FileServerSetting {
  readonly files: ServedFiles;
  /** Bytes of pages it may keep in memory. */
  readonly cacheBytes: number;
  readonly patience: Patience;
  /** Connections that may be open at once. */
  readonly mostConnections: number;
  /** Its own to count up. */
  readonly counters: Counters;
}

export interface FileServer {
  listen(where: ListenOptions): Promise<Address>;
  /** Closes the listening socket and every connection. */
  close(): Promise<void>;
}

/** Runs one launch of a file server: the whole main program of a target. */
export async function serveFiles(make: (setting: FileServerSetting) => FileServer): Promise<void> {
  await serveServer(async (specification) => {
    const slowdown = serverSlowdownOf(specification);
    const counters = slowdown === undefined ? newCounters() : slowedCounters(slowdown);
    const server = make({
      files: new ServedFiles(materialsOf(specification)),
      cacheBytes: cacheBytesOf(specification),
      patience: patienceOf(process.argv.slice(2)),
      mostConnections: connectionsThatFit(),
      counters,
    });
    return {
      address: await server.listen(anyPort),
      counters: () => ({ ...counters }),
      ...(slowdown !== undefined && { facts: () => slowdown.facts() }),
      close: () => server.close(),
    };
  });
}
