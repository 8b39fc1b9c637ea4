import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineLimit, outputLimit, ProtocolStream, type StreamEvent } from './protocol-stream.js';

const ready = '{"type":"ready","nonce":"n"}\n';
const result = '{"type":"result","elapsedMs":10,"work":5}\n';

function read(...chunks: string[]): StreamEvent[] {
  const stream = new ProtocolStream();
  return chunks.flatMap((chunk) => stream.push(Buffer.from(chunk)));
}

describe('a protocol stream', () => {
  it('gives the same messages however the output is cut into pieces', () => {
    const text = `${ready}{"type":"error","code":"é","message":"€ 𝄞"}\n\n${result}`;
    const whole = read(text);
    expect(whole).toHaveLength(3);
    fc.assert(
      fc.property(fc.array(fc.nat(Buffer.byteLength(text)), { maxLength: 8 }), (cuts) => {
        const bytes = Buffer.from(text);
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const stream = new ProtocolStream();
        const events = places
          .slice(1)
          .flatMap((end, index) => stream.push(bytes.subarray(places[index], end)));
        expect(events).toEqual(whole);
      }),
    );
  });

  it.each([
    ['words', 'hello\n', 'not-a-message', 'hello'],
    ['JSON of another kind', '{"type":"hello"}\n', 'not-a-message', 'type'],
    ['a number', '42\n', 'not-a-message', '42'],
    ['an impossible result', '{"type":"result","elapsedMs":-1,"work":5}\n', 'bad-result', 'elapsedMs'],
    ['a result without work', '{"type":"result","elapsedMs":1}\n', 'bad-result', 'work'],
  ])('refuses %s and is deaf afterwards', (_, text, reason, detail) => {
    const events = read(text, ready);
    expect(events).toMatchObject([{ type: 'violation', reason, detail: expect.stringContaining(detail) }]);
  });

  it('remembers the beginning of a message that has not ended', () => {
    const stream = new ProtocolStream();
    stream.push(Buffer.from(`${ready}{"type":"res`));
    expect(stream.unfinished()).toBe('{"type":"res');
    stream.push(Buffer.from('ult","elapsedMs":1,"work":1}\n'));
    expect(stream.unfinished()).toBeUndefined();
  });

  it('refuses a line without end and an output without end', () => {
    expect(read('x'.repeat(lineLimit + 1))).toMatchObject([{ type: 'violation', reason: 'output-flood' }]);
    const stream = new ProtocolStream();
    const lines = Buffer.from(ready.repeat(100));
    let events: StreamEvent[] = [];
    for (let bytes = 0; bytes <= outputLimit; bytes += lines.length) events = stream.push(lines);
    expect(events).toMatchObject([{ type: 'violation', reason: 'output-flood' }]);
  });
});
