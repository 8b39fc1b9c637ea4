import { expect, test } from 'vitest';
import { CancelledError, Connection, DeadlineError, Scheduler, type ThreadBody } from './index.js';
import { TestClock } from './test/clock.js';
import { FakeStream } from './test/fake-stream.js';

/** A scheduler in simulated time, and a connection over a socket that is the test. */
function setUp() {
  const clock = new TestClock();
  const threads = new Scheduler({ clock });
  const stream = new FakeStream();
  return { clock, threads, stream, connection: new Connection(threads, stream.asStream) };
}

/** Runs one body, and gives what it returned or threw. */
async function outcomeOf(threads: Scheduler, body: ThreadBody<unknown>): Promise<unknown> {
  let outcome: unknown;
  threads.spawn(
    (function* (): ThreadBody {
      try {
        outcome = yield* body;
      } catch (error) {
        outcome = error;
      }
    })(),
  );
  await threads.run();
  return outcome;
}

test('a thread that reads gets the bytes in their order, then the end, whenever they come', async () => {
  const { clock, threads, stream, connection } = setUp();
  stream.receive('a');
  stream.receive('b');
  clock.events.push(
    () => stream.receive('c'),
    () => stream.emit('end'),
  );
  const body = (function* (): ThreadBody<string[]> {
    const seen: string[] = [];
    // Nothing happens outside but in a turn of the event loop.
    for (let turn = 0; turn < 2; turn++) yield threads.sleep(1);
    for (;;) {
      const chunk = yield* connection.read();
      if (chunk === undefined) return seen;
      seen.push(chunk.toString());
    }
  })();
  expect(await outcomeOf(threads, body)).toEqual(['a', 'b', 'c']);
});

test('received into a small buffer, what does not fit is there for the next time', async () => {
  const { threads, stream, connection } = setUp();
  stream.receive('hello');
  stream.receive('!');
  stream.emit('end');
  const body = (function* (): ThreadBody<string[]> {
    const into = Buffer.alloc(2);
    const seen: string[] = [];
    for (;;) {
      const count = yield* connection.receive(into);
      if (count === 0) return seen;
      seen.push(into.toString('latin1', 0, count));
    }
  })();
  expect(await outcomeOf(threads, body)).toEqual(['he', 'll', 'o', '!']);
});

test('a read without input ends at its deadline, and the next one may succeed', async () => {
  const { clock, threads, stream, connection } = setUp();
  const body = (function* (): ThreadBody<unknown[]> {
    const seen: unknown[] = [];
    try {
      yield* connection.read(threads.in(50));
    } catch (error) {
      seen.push(error, clock.now());
    }
    stream.receive('late');
    seen.push((yield* connection.read(threads.in(50)))?.toString());
    return seen;
  })();
  expect(await outcomeOf(threads, body)).toEqual([expect.any(DeadlineError), 50, 'late']);
});

test('a reset is thrown in the thread that reads, after what had come before it', async () => {
  const { clock, threads, stream, connection } = setUp();
  stream.receive('last');
  const reset = new Error('read ECONNRESET');
  clock.events.push(() => stream.emit('error', reset));
  const body = (function* (): ThreadBody<unknown[]> {
    const seen: unknown[] = [(yield* connection.read())?.toString()];
    yield threads.giveWay();
    yield threads.sleep(1);
    try {
      yield* connection.read();
    } catch (error) {
      seen.push(error);
    }
    return seen;
  })();
  expect(await outcomeOf(threads, body)).toEqual(['last', reset]);
});

test('a thread that is cancelled while it reads closes in its finally, and nothing keeps the run waiting', async () => {
  const { clock, threads, stream, connection } = setUp();
  let ended: unknown;
  const reader = threads.spawn(
    (function* (): ThreadBody {
      try {
        yield* connection.read(threads.in(1000));
      } catch (error) {
        ended = error;
        throw error;
      } finally {
        connection.destroy();
      }
    })(),
  );
  threads.spawn(
    (function* (): ThreadBody {
      yield threads.giveWay();
      reader.cancel();
    })(),
  );
  await threads.run();
  expect(ended).toBeInstanceOf(CancelledError);
  expect(stream.destroyed).toBe(true);
  expect(clock.now()).toBe(0);
});

test('a sender waits only when the kernel has no room, and until it has taken everything', async () => {
  const { clock, threads, stream, connection } = setUp();
  const body = (function* (): ThreadBody<number[]> {
    const at: number[] = [];
    yield* connection.send(Buffer.from('quick'));
    at.push(clock.now());
    stream.hasRoom = false;
    threads.spawn(
      (function* (): ThreadBody {
        yield threads.sleep(20);
        stream.drain();
      })(),
    );
    yield* connection.send(Buffer.from('slow'));
    at.push(clock.now());
    return at;
  })();
  expect(await outcomeOf(threads, body)).toEqual([0, 20]);
  expect(stream.sent).toEqual(['quick', 'slow']);
  expect(stream.listenerCount('drain')).toBe(0);
});

test('a client that takes nothing ends the wait of its sender at the deadline', async () => {
  const { clock, threads, stream, connection } = setUp();
  stream.hasRoom = false;
  const body = connection.send(Buffer.from('x'), 70);
  expect(await outcomeOf(threads, body)).toBeInstanceOf(DeadlineError);
  expect(clock.now()).toBe(70);
  expect(stream.listenerCount('drain')).toBe(0);
});

test('a reset while a thread waits to send is thrown there', async () => {
  const { threads, stream, connection } = setUp();
  stream.hasRoom = false;
  const reset = new Error('write EPIPE');
  threads.spawn(
    (function* (): ThreadBody {
      yield threads.sleep(1);
      stream.emit('error', reset);
    })(),
  );
  expect(await outcomeOf(threads, connection.send(Buffer.from('x')))).toBe(reset);
});

test('a client that sends more than is taken is held back until it is', async () => {
  const { threads, stream, connection } = setUp();
  for (let count = 0; count < 4; count++) stream.receive('x'.repeat(20_000));
  expect(stream.isPaused).toBe(true);
  const body = (function* (): ThreadBody<boolean[]> {
    const paused: boolean[] = [];
    for (let count = 0; count < 4; count++) {
      yield* connection.read();
      paused.push(stream.isPaused);
    }
    return paused;
  })();
  expect(await outcomeOf(threads, body)).toEqual([true, true, true, false]);
});

test('a close waits for the other side, and cuts it off at the deadline', async () => {
  const { clock, threads, stream, connection } = setUp();
  const body = (function* (): ThreadBody {
    yield* connection.send(Buffer.from('bye'));
    stream.receive('more that nobody wants');
    yield* connection.close(threads.in(100));
  })();
  await outcomeOf(threads, body);
  expect({ ended: stream.hasEnded, destroyed: stream.destroyed, at: clock.now() }).toEqual({
    ended: true,
    destroyed: true,
    at: 100,
  });
});
