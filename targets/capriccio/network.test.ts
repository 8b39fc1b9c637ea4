import { expect, test } from 'vitest';
import { connect, type Connection, Listener, Scheduler, type ThreadBody } from './index.js';

const host = '127.0.0.1';

function* echo(connection: Connection): ThreadBody {
  for (;;) {
    const chunk = yield* connection.read();
    if (chunk === undefined) return yield* connection.close();
    yield* connection.send(chunk);
  }
}

/** Reads to the end. */
function* all(connection: Connection): ThreadBody<Buffer> {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = yield* connection.read();
    if (chunk === undefined) return Buffer.concat(chunks);
    chunks.push(chunk);
  }
}

test('threads speak over real sockets in straight lines, also more than a socket holds', async () => {
  const threads = new Scheduler();
  const sizes = [1, 1000, 10_000_000];
  const echoed: number[] = [];
  function* client(port: number, size: number): ThreadBody {
    const connection = yield* connect(threads, { host, port });
    const sent = Buffer.alloc(size, `${size} `);
    const reader = threads.spawn(all(connection));
    yield* connection.send(sent);
    connection.endSending();
    expect((yield* reader.join()).equals(sent)).toBe(true);
    yield* connection.close();
    echoed.push(size);
  }
  threads.spawn(
    (function* (): ThreadBody {
      const listener = yield* Listener.open(threads, { host, port: 0 });
      const { port } = listener.address;
      for (const size of sizes) {
        const one = threads.spawn(client(port, size));
        const connection = yield* listener.accept();
        if (connection !== undefined) threads.spawn(echo(connection));
        yield* one.join();
      }
      listener.close();
    })(),
  );
  await threads.run();
  expect(echoed).toEqual(sizes);
});

test('a connection that is refused throws what the system says', async () => {
  const threads = new Scheduler();
  let caught: unknown;
  threads.spawn(
    (function* (): ThreadBody {
      const listener = yield* Listener.open(threads, { host, port: 0 });
      const { port } = listener.address;
      listener.close();
      try {
        yield* connect(threads, { host, port });
      } catch (error) {
        caught = error;
      }
    })(),
  );
  await threads.run();
  expect(caught).toMatchObject({ code: 'ECONNREFUSED' });
});

test('an address that is taken throws what the system says', async () => {
  const threads = new Scheduler();
  let caught: unknown;
  threads.spawn(
    (function* (): ThreadBody {
      const first = yield* Listener.open(threads, { host, port: 0 });
      try {
        yield* Listener.open(threads, { host, port: first.address.port });
      } catch (error) {
        caught = error;
      }
      first.close();
    })(),
  );
  await threads.run();
  expect(caught).toMatchObject({ code: 'EADDRINUSE' });
});

test('a thread that accepts is told when the listener is closed', async () => {
  const threads = new Scheduler();
  let accepted: Connection | undefined | null = null;
  threads.spawn(
    (function* (): ThreadBody {
      const listener = yield* Listener.open(threads, { host, port: 0 });
      threads.spawn(
        (function* (): ThreadBody {
          yield threads.giveWay();
          listener.close();
        })(),
      );
      accepted = yield* listener.accept();
    })(),
  );
  await threads.run();
  expect(accepted).toBeUndefined();
});
