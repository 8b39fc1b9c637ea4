/** The abuse table: what clients do to servers, and what they get for it. */
import { once } from 'node:events';
import { expect } from 'vitest';
import { Client } from './client.js';
import {
  type Site,
  expectFile,
  expectNotFound,
  expectRefusal,
  get,
  headFor,
  large,
  middle,
  small,
} from './good-request.js';
import { sendNoise } from './noise.js';

export interface AbuseCase {
  readonly name: string;
  readonly play: (site: Site) => Promise<void>;
}

/** A client that sends these bytes is refused. */
function refused(name: string, status: number, text: string): AbuseCase {
  const play = async ({ address }: Site): Promise<void> =>
    expectRefusal((await Client.connect(address)).send(text), status);
  return { name: `${name}: ${status}`, play };
}

/** A client that asks for this gets a 404, and may go on. */
function notFound(name: string, path: string): AbuseCase {
  const play = async (site: Site): Promise<void> => {
    const client = (await Client.connect(site.address)).send(get(path));
    await expectNotFound(client, site);
    client.close();
  };
  return { name: `${name}: 404, and the connection stays`, play };
}

/** A client that sends this gets the small file, and then the end. */
function lastAnswer(name: string, text: string): AbuseCase {
  const play = async (site: Site): Promise<void> => {
    const client = (await Client.connect(site.address)).send(text);
    await expectFile(client, site, small);
    expect(await client.rest()).toBe('');
  };
  return { name: `${name}: answered, and closed`, play };
}

const host = 'Host: 127.0.0.1\r\n';

/** Cases for a server with much patience. */
export const abuseCases: readonly AbuseCase[] = [
  refused('a malformed request line', 400, 'HELLO\r\n\r\n'),
  refused('a request line of noise', 400, '\x16\x03\x01\x02\x00\r\n\r\n'),
  refused('a header field without a colon', 400, get(small, 'no colon here\r\n')),
  refused('a header field whose name has a space', 400, get(small, 'bad name: x\r\n')),
  refused('a body on GET', 400, `${get(small, 'Content-Length: 5\r\n')}hello`),
  refused('a chunked body on GET', 400, `${get(small, 'Transfer-Encoding: chunked\r\n')}0\r\n\r\n`),
  refused('another method', 405, `POST ${small} HTTP/1.1\r\n${host}Content-Length: 5\r\n\r\nhello`),
  refused('a method that nobody knows', 405, `BREW ${small} HTTP/1.1\r\n${host}\r\n`),
  refused('a method that is for proxies', 405, `CONNECT x:80 HTTP/1.1\r\n${host}\r\n`),
  refused('1 MB of header', 431, get(small, `Cookie: ${'x'.repeat(1e6)}\r\n`)),
  refused('1 MB of header in many fields', 431, get(small, `Cookie: ${'x'.repeat(90)}\r\n`.repeat(10_000))),
  notFound('traversal', '/../../../../../../etc/passwd'),
  notFound('traversal inside the set', '/dir00000/../dir00000/class0_4'),
  notFound('percent-encoded traversal', '/%2e%2e/%2e%2e/%2e%2e/etc/passwd'),
  notFound('a percent-encoded name', '/dir00000/class0_%34'),
  notFound('a query', `${small}?x=1`),
  notFound('an unknown file', '/dir00000/class4_0'),
  notFound('the manifest', '/manifest.tsv'),
  notFound('a directory', '/dir00000/'),
  lastAnswer('HTTP/1.0', `GET ${small} HTTP/1.0\r\n\r\n`),
  lastAnswer('HTTP/1.0 that asks to stay', `GET ${small} HTTP/1.0\r\nConnection: keep-alive\r\n\r\n`),
  lastAnswer('Connection: close', get(small, 'Connection: close\r\n')),
  lastAnswer('Connection: close and more', get(small, 'connection: foo, Close\r\n') + get(middle)),
  {
    name: 'HEAD: the head alone',
    play: async (site) => {
      const client = (await Client.connect(site.address)).send(`HEAD ${large} HTTP/1.1\r\n${host}\r\n`);
      expect((await client.response({ toHead: true })).head).toBe(headFor(921_600));
      await expectFile(client.send(get(small)), site, small);
      client.close();
    },
  },
  {
    name: 'pipelined requests: answered in order, hits and misses alike',
    play: async (site) => {
      const paths = Array.from({ length: 60 }, (_, turn) => `/dir00000/class${turn % 3}_${(turn * 5) % 9}`);
      paths.splice(30, 0, large);
      const client = (await Client.connect(site.address)).send(paths.map((path) => get(path)).join(''));
      for (const path of paths) await expectFile(client, site, path);
      client.close();
    },
  },
  {
    name: 'pipelined requests, the last of them malformed: answers, then 400',
    play: async (site) => {
      const client = (await Client.connect(site.address)).send(`${get(large)}${get(small)}HELLO\r\n\r\n`);
      await expectFile(client, site, large);
      await expectFile(client, site, small);
      await expectRefusal(client, 400);
    },
  },
  {
    name: 'a request byte by byte: answered',
    play: async (site) => {
      const client = await Client.connect(site.address);
      for (const byte of get(small)) await new Promise((sent) => client.socket.write(byte, sent));
      await expectFile(client, site, small);
      client.close();
    },
  },
  {
    name: 'a socket half-closed after its requests: answered, and closed',
    play: async (site) => {
      const client = (await Client.connect(site.address)).send(get(large) + get(middle));
      client.socket.end();
      await expectFile(client, site, large);
      await expectFile(client, site, middle);
      expect(await client.rest()).toBe('');
    },
  },
  {
    name: 'a socket half-closed without a request: closed without words',
    play: async ({ address }) => {
      const client = await Client.connect(address);
      client.socket.end();
      expect(await client.rest()).toBe('');
    },
  },
  {
    name: 'clients that reset in the middle of a response: forgotten',
    play: async ({ address }) => {
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          const client = (await Client.connect(address)).send(get(large).repeat(10));
          await client.someBytes();
          await resetOf(client);
        }),
      );
    },
  },
  {
    name: 'clients that reset as soon as they are connected, or have asked: forgotten',
    play: async ({ address }) => {
      await Promise.all(
        Array.from({ length: 40 }, async (_, number) => {
          const client = await Client.connect(address);
          if (number % 2 === 0) client.send(get(middle));
          await resetOf(client);
        }),
      );
    },
  },
  { name: 'clients that send right and wrong pieces in a shuffle: answered or dropped', play: sendNoise },
];

/** Cases for a server with little patience. */
export const slowCases: readonly AbuseCase[] = [
  {
    name: 'a slow-loris client: 408 though bytes keep coming',
    play: async ({ address }) => {
      const client = (await Client.connect(address)).send('GET /dir00000/class0_4 HTTP/1.1\r\nX: ');
      const drip = setInterval(() => client.send('x'), 10);
      try {
        const { status } = await client.response();
        expect(status).toBe(408);
      } finally {
        clearInterval(drip);
      }
      expect(await client.rest()).toBe('');
    },
  },
  {
    name: 'a client that never finishes its second head: 408 after the answer to the first',
    play: async (site) => {
      const client = (await Client.connect(site.address)).send(`${get(small)}GET /dir`);
      await expectFile(client, site, small);
      await expectRefusal(client, 408);
    },
  },
  {
    name: 'a client that says nothing: closed without words',
    play: async ({ address }) => {
      expect(await (await Client.connect(address)).rest()).toBe('');
    },
  },
  {
    name: 'a client that says nothing more: closed without words',
    play: async (site) => {
      const client = (await Client.connect(site.address)).send(get(small));
      await expectFile(client, site, small);
      expect(await client.rest()).toBe('');
    },
  },
  {
    name: 'a client that never reads: dropped',
    play: async (site) => {
      const client = (await Client.connect(site.address)).send(get(small));
      await expectFile(client, site, small);
      client.socket.pause();
      // More than both ends of the connection hold.
      client.send(get(large).repeat(40));
      await site.untilAtRest();
      client.socket.destroy();
    },
  },
];

async function resetOf(client: Client): Promise<void> {
  const closed = once(client.socket, 'close');
  client.socket.resetAndDestroy();
  await closed;
}
