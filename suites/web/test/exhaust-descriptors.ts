/** Many more clients than a server has descriptors for. */
import { expect } from 'vitest';
import { Client } from './client.js';
import {
  type Site,
  expectFile,
  expectGoodRequest,
  expectRefusal,
  get,
  large,
  small,
} from './good-request.js';
import type { ServerProcess } from './server-process.js';

const crowd = 400;

/**
 * Clients beyond the descriptors wait, or are closed without words: no runtime of ours but Node's does the latter. Those
 * that the server has are served, from the disk too, which takes a descriptor for the file.
 */
export async function exhaust(server: ServerProcess, site: Site): Promise<void> {
  const [regular, slow] = [await Client.connect(site.address), await Client.connect(site.address)];
  for (const client of [regular, slow]) await expectFile(client.send(get(small)), site, small);
  const clients = await Promise.all(Array.from({ length: crowd }, () => Client.connect(site.address)));
  for (const path of [small, large, '/dir00000/class1_7'])
    await expectFile(regular.send(get(path)), site, path);
  await expectRest(server, slow);
  for (const client of clients) client.close();
  await expectFile(regular.send(get(small)), site, small);
  regular.close();
  await expectServedAgain(site);
}

/** While it waits for the end of a head, and nobody else wants anything, a server uses next to no CPU time. */
async function expectRest(server: ServerProcess, slow: Client): Promise<void> {
  const from = { ms: performance.now(), cpuMs: server.cpuMs() };
  await expectRefusal(slow.send('GET /'), 408);
  const passedMs = performance.now() - from.ms;
  expect((server.cpuMs() - from.cpuMs) / passedMs).toBeLessThan(0.5);
}

/** The server sees the crowd leave in its own time: until then, a client may be closed without words. */
async function expectServedAgain(site: Site): Promise<void> {
  for (;;) {
    const client = await Client.connect(site.address);
    const answered = await client
      .send(get(small))
      .response()
      .catch(() => undefined);
    client.close();
    if (answered === undefined) continue;
    return expectGoodRequest(site);
  }
}
