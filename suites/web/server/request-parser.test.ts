import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Refusal, type Request, RequestParser, maxHeadBytes } from './request-parser.js';

const good = 'GET /dir00000/class1_4 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n';
const goodRequest: Request = {
  type: 'request',
  path: '/dir00000/class1_4',
  wantsBody: true,
  keepAlive: true,
};

function parse(...pieces: string[]): (Request | Refusal)[] {
  const parser = new RequestParser();
  const parsed: (Request | Refusal)[] = [];
  for (const piece of pieces) {
    parser.push(Buffer.from(piece, 'latin1'));
    for (let next = parser.next(); next !== undefined; next = parser.next()) parsed.push(next);
  }
  return parsed;
}

function headOfLength(length: number): string {
  const begin = 'GET / HTTP/1.1\r\nHost: x\r\nCookie: ';
  return `${begin}${'x'.repeat(length - begin.length - 4)}\r\n\r\n`;
}

describe('a good request', () => {
  it('is read', () => {
    expect(parse(good)).toEqual([goodRequest]);
  });

  it('is read the same however its bytes are cut into pieces, alone or pipelined', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(240)), (count, cuts) => {
        const text = good.repeat(count);
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
        expect(parse(...pieces)).toEqual(Array.from({ length: count }, () => goodRequest));
      }),
    );
  });

  it('may be a HEAD', () => {
    expect(parse('HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n')).toMatchObject([{ path: '/x', wantsBody: false }]);
  });

  it('keeps its path as it was written', () => {
    expect(parse('GET /..%2f../a?b=c#d HTTP/1.1\r\nHost: x\r\n\r\n')).toMatchObject([
      { path: '/..%2f../a?b=c#d' },
    ]);
  });

  it('may follow empty lines, and say that its body has no bytes', () => {
    expect(parse('\r\n\r\n', good, '\r\n', good)).toEqual([goodRequest, goodRequest]);
    expect(parse('GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n')).toMatchObject([{ path: '/x' }]);
  });

  it.each([
    ['GET /x HTTP/1.0\r\n\r\n', false],
    ['GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', false],
    ['GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', false],
    ['GET /x HTTP/1.1\r\nhost:x\r\nCONNECTION: foo , Close\r\n\r\n', false],
    ['GET /x HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n', true],
    ['GET /x HTTP/1.1\r\nHost: x\r\nConnection: closed\r\n\r\n', true],
  ])('says whether the connection stays: %j', (text, keepAlive) => {
    expect(parse(text)).toMatchObject([{ type: 'request', keepAlive }]);
  });

  it('may have a head of 16 KiB', () => {
    expect(parse(headOfLength(maxHeadBytes))).toMatchObject([{ type: 'request' }]);
  });
});

describe('a request is refused', () => {
  it.each([
    ['with 400 when its line is malformed', 'HELLO\r\n\r\n', 400],
    ['with 400 as soon as its line is known to be malformed', 'HELLO\r\n', 400],
    ['with 400 when it has two spaces', 'GET  /x HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['with 400 when its path has a space', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['with 400 when its version is not known', 'GET /x HTTP/2.0\r\nHost: x\r\n\r\n', 400],
    ['with 400 when its lines end without CR', 'GET /x HTTP/1.1\nHost: x\n\n', 400],
    ['with 400 when a field has no colon', 'GET /x HTTP/1.1\r\nHost: x\r\nbad\r\n\r\n', 400],
    [
      'with 400 when a field has a space before its colon',
      'GET /x HTTP/1.1\r\nHost: x\r\na : b\r\n\r\n',
      400,
    ],
    ['with 400 when a field is folded', 'GET /x HTTP/1.1\r\nHost: x\r\na: b\r\n c\r\n\r\n', 400],
    ['with 400 when a field holds a control character', 'GET /x HTTP/1.1\r\nHost: x\r\na: \0\r\n\r\n', 400],
    ['with 400 when it names no host', 'GET /x HTTP/1.1\r\n\r\n', 400],
    ['with 400 when it names two hosts', 'GET /x HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 400],
    ['with 400 when it has a body', 'GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n.', 400],
    [
      'with 400 when its length is no number',
      'GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      400,
    ],
    [
      'with 400 when its transfer is coded',
      'GET /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['with 405 when its method is another', 'POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n.', 405],
    ['with 405 when nobody knows its method', 'brew /x HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['with 431 when its head is a byte too long', headOfLength(maxHeadBytes + 1), 431],
    ['with 431 when its head has no end', `GET / HTTP/1.1\r\nCookie: ${'x'.repeat(maxHeadBytes)}`, 431],
  ])('%s', (_, text, status) => {
    expect(parse(text)).toEqual([{ type: 'refusal', status }]);
  });

  it('and nothing after it is read', () => {
    expect(parse(`${good}HELLO\r\n\r\n${good}`, good)).toEqual([
      goodRequest,
      { type: 'refusal', status: 400 },
    ]);
  });
});

it('an unfinished head is told from the silence between requests', () => {
  const parser = new RequestParser();
  const isInsideHead = (piece: string): boolean => {
    parser.push(Buffer.from(piece));
    while (parser.next() !== undefined);
    return parser.isInsideHead;
  };
  expect(['\r\n', 'G', 'ET / HTTP/1.1\r\nHost: x\r\n', '\r\n', `${good}GET`].map(isInsideHead)).toEqual([
    false,
    true,
    true,
    false,
    true,
  ]);
});

it('a head that came before is read the same when it comes again, alone or with others', () => {
  const head = 'GET /again HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  const read = parse(head);
  expect(parse(head)).toEqual(read);
  expect(parse(head + head)).toEqual([...read, ...read]);
  expect(parse(`${head}HELLO\r\n\r\n`)).toEqual([...read, { type: 'refusal', status: 400 }]);
  expect(parse(head.slice(0, -2), head.slice(-2))).toEqual(read);
});
