/** Clients that send requests in a shuffle of right and wrong pieces, the same ones every time. */
import { once } from 'node:events';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { Client } from './client.js';
import { type Site, get, large, small } from './good-request.js';

const pieces = [
  get(small),
  get(large),
  'GET ',
  'HEAD ',
  'POST ',
  'CONNECT ',
  'OPTIONS * ',
  small,
  large,
  '/x',
  ' HTTP/1.1\r\n',
  ' HTTP/1.0\r\n',
  'Host: x\r\n',
  'Connection: close\r\n',
  'Connection: upgrade\r\nUpgrade: websocket\r\n',
  'Expect: 100-continue\r\n',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  '0\r\n\r\n',
  '\r\n',
  '\r\n\r\n',
  '\n',
  '\0',
  ' ',
  ':',
  '\x16\x03',
];
const mostPieces = 12;
const clients = 400;
const atOnce = 20;

/** Settles when all clients are done: each has closed its side or reset, and seen the server's end. */
export async function sendNoise({ address }: Site): Promise<void> {
  const random = xoroshiro128plus(2003);
  let left = clients;
  const keepSending = async (): Promise<void> => {
    while (left-- > 0) {
      const text = Array.from(
        { length: uniformInt(random, 1, mostPieces) },
        () => pieces[uniformInt(random, 0, pieces.length - 1)] ?? '',
      ).join('');
      const [cut, resets] = [uniformInt(random, 0, text.length), uniformInt(random, 0, 3) === 0];
      const client = await Client.connect(address);
      const closed = once(client.socket, 'close');
      client.send(text.slice(0, cut));
      await new Promise(setImmediate);
      client.send(text.slice(cut));
      if (resets) client.socket.resetAndDestroy();
      else client.close();
      await closed;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepSending));
}
