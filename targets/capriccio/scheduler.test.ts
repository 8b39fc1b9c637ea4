import { expect, test } from 'vitest';
import { DeadlockError, LastInFirstOut, Mutex, Scheduler, type ThreadBody } from './index.js';
import { TestClock } from './test/clock.js';

test('threads that give way take turns in the order they were spawned', async () => {
  const threads = new Scheduler();
  const said: string[] = [];
  function* speaker(name: string): ThreadBody {
    for (let turn = 1; turn <= 2; turn++) {
      said.push(`${name}${turn}`);
      yield threads.giveWay();
    }
  }
  for (const name of ['a', 'b', 'c']) threads.spawn(speaker(name));
  await threads.run();
  expect(said).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
});

test('the policy decides which thread runs next', async () => {
  const threads = new Scheduler({ runQueue: new LastInFirstOut() });
  const ran: number[] = [];
  function* body(number: number): ThreadBody {
    ran.push(number);
  }
  for (const number of [1, 2, 3]) threads.spawn(body(number));
  await threads.run();
  expect(ran).toEqual([3, 2, 1]);
});

test('a created thread does not run before it is started', async () => {
  const threads = new Scheduler();
  let ran = false;
  const late = threads.create(
    (function* (): ThreadBody {
      ran = true;
    })(),
    'late',
  );
  await expect(threads.run()).rejects.toThrow('late waits for its start');
  late.start();
  await threads.run();
  expect(ran).toBe(true);
});

test('join gives back what the thread returned, before and after its end', async () => {
  const threads = new Scheduler();
  function* answer(): ThreadBody<number> {
    yield threads.giveWay();
    return 42;
  }
  const asked = threads.spawn(answer());
  function* asker(): ThreadBody<number[]> {
    return [yield* asked.join(), yield* asked.join()];
  }
  const all = threads.spawn(asker());
  let seen: number[] = [];
  threads.spawn(
    (function* (): ThreadBody {
      seen = yield* all.join();
    })(),
  );
  await threads.run();
  expect(seen).toEqual([42, 42]);
});

test('join throws what the thread threw, and the run goes on', async () => {
  const threads = new Scheduler();
  const failing = threads.spawn(
    (function* (): ThreadBody {
      yield threads.giveWay();
      throw new RangeError('too far');
    })(),
  );
  let caught: unknown;
  threads.spawn(
    (function* (): ThreadBody {
      try {
        yield* failing.join();
      } catch (error) {
        caught = error;
      }
    })(),
  );
  await threads.run();
  expect(caught).toEqual(new RangeError('too far'));
});

test('what a thread throws that nobody joins fails the run', async () => {
  const threads = new Scheduler();
  threads.spawn(
    (function* (): ThreadBody {
      throw new RangeError('too far');
    })(),
  );
  await expect(threads.run()).rejects.toThrow('too far');
});

test('sleepers wake in the order of their times, and those of equal times in the order they fell asleep', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock });
  const woken: string[] = [];
  function* sleeper(name: string, milliseconds: number): ThreadBody {
    yield threads.sleep(milliseconds);
    woken.push(`${name} at ${clock.now()}`);
  }
  for (const [name, milliseconds] of [
    ['c', 30],
    ['a', 10],
    ['b', 20],
    ['A', 10],
  ] as const) {
    threads.spawn(sleeper(name, milliseconds));
  }
  await threads.run();
  expect(woken).toEqual(['a at 10', 'A at 10', 'b at 20', 'c at 30']);
});

test('the event loop gets a turn after every so many dispatches', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock, turnEvery: 10 });
  threads.spawn(
    (function* (): ThreadBody {
      for (let turn = 0; turn < 99; turn++) yield threads.giveWay();
    })(),
  );
  await threads.run();
  expect(threads.dispatches).toBe(100);
  expect(clock.turns).toBe(9);
});

test('a deadlock is reported with the names of the threads and what they wait for', async () => {
  const threads = new Scheduler();
  const fork = new Mutex(threads, 'the fork');
  const knife = new Mutex(threads, 'the knife');
  function* diner(first: Mutex, second: Mutex): ThreadBody {
    yield first.lock();
    yield threads.giveWay();
    yield second.lock();
  }
  threads.spawn(diner(fork, knife), 'Ada');
  threads.spawn(diner(knife, fork), 'Bob');
  const error = await threads.run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DeadlockError);
  expect((error as DeadlockError).waiting).toEqual([
    { thread: 'Ada', for: 'the knife' },
    { thread: 'Bob', for: 'the fork' },
  ]);
});
