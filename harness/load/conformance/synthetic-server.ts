/** A server whose behaviour is known (see `server/behaviour.h`), and the file set that it seems to serve. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { TuttiError } from '../../model/errors.js';
import type { Address } from '../../model/protocol.js';
import { end, start } from '../processes.js';

const program = fileURLToPath(new URL('./server/synthetic-server', import.meta.url));

const addressSchema = z.object({ port: z.int() });

const countsSchema = z.object({
  connections: z.int(),
  requests: z.int(),
  /** Responses sent as they should be, and spoilt on purpose. */
  answered: z.int(),
  spoilt: z.int(),
  /** Requests in each hundredth of a second since the first; none for `prompt`. */
  arrivals: z.array(z.int()),
});
/** What the server has seen and done. */
export type ServerCounts = z.infer<typeof countsSchema>;

/** A server that runs. */
export interface SyntheticServer {
  readonly address: Address;
  /** Ends it, and gives what it counted. */
  stop(): Promise<ServerCounts>;
}

/**
 * Starts the server with a behaviour, given as the words of its command line.
 * @throws TuttiError NOT_BUILT
 */
export async function startServer(
  behaviour: readonly string[],
  cpu: number | null,
): Promise<SyntheticServer> {
  const child = start([program, ...behaviour], cpu);
  child.once('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new TuttiError('NOT_BUILT', { what: 'the synthetic server' });
    return JSON.parse(value);
  };
  const { port } = addressSchema.parse(await nextLine());
  return {
    address: { host: '127.0.0.1', port },
    async stop() {
      child.stdin.end();
      const counts = countsSchema.parse(await nextLine());
      await end(child);
      return counts;
    },
  };
}

/** One directory of files, all of which are the five bytes that the server answers. */
export function writeFiveByteSet(folder: string): void {
  const crcOfTutti = '1596481d';
  const names = Array.from({ length: 36 }, (_, file) => `class${Math.floor(file / 9)}_${file % 9}`);
  const lines = names.map((name) => `dir00000/${name}\t5\t${crcOfTutti}\n`);
  mkdirSync(join(folder, 'dir00000'), { recursive: true });
  for (const name of names) writeFileSync(join(folder, 'dir00000', name), 'tutti');
  writeFileSync(join(folder, 'manifest.tsv'), `tutti-file-set\t1\t0\t1\t${36 * 5}\n${lines.join('')}`);
}
