import { expect, test } from 'vitest';
import { Scheduler, Signal, type ThreadBody } from './index.js';
import { TestClock } from './test/clock.js';

test('threads that never wait do not starve one that waits for the outside: events are looked for every so many dispatches', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock, turnEvery: 1000, pollEvery: 10 });
  const signal = new Signal(threads, 'an event');
  const servedAt: number[] = [];
  threads.spawn(
    (function* (): ThreadBody {
      for (let event = 0; event < 4; event++) {
        yield signal.park();
        servedAt.push(threads.dispatches);
      }
    })(),
  );
  function* busy(): ThreadBody {
    while (servedAt.length < 4) yield threads.giveWay();
  }
  for (let count = 0; count < 3; count++) threads.spawn(busy());
  for (let event = 0; event < 4; event++) clock.events.push(() => signal.notify());
  await threads.run();
  expect(servedAt.slice(1).map((at, index) => at - (servedAt[index] ?? 0))).toEqual([10, 10, 10]);
});

test('events do not starve a thread that can run: it runs once for every turn of the event loop', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock, turnEvery: 4, pollEvery: 4 });
  const signal = new Signal(threads, 'an event');
  const seen = { events: 0 };
  let turns = 0;
  threads.spawn(
    (function* (): ThreadBody {
      while (seen.events < 50) {
        yield signal.park();
        seen.events++;
      }
    })(),
  );
  threads.spawn(
    (function* (): ThreadBody {
      for (; seen.events < 50; yield threads.giveWay()) turns++;
    })(),
  );
  for (let count = 0; count < 50; count++) clock.events.push(() => signal.notify());
  await threads.run();
  expect(turns).toBeGreaterThanOrEqual(50);
});

test('a scheduler with nothing to run asks for no turn of the event loop until something happens', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock });
  const signal = new Signal(threads, 'an event');
  threads.spawn(
    (function* (): ThreadBody {
      yield signal.park();
    })(),
  );
  const ended = threads.run();
  await new Promise((resolve) => setImmediate(resolve));
  expect(clock.turns).toBe(0);
  signal.notify();
  await ended;
  expect(clock.turns).toBe(1);
});

test('however many threads the outside wakes at once, they run in one turn', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock });
  const signals = Array.from({ length: 20 }, () => new Signal(threads, 'an event'));
  for (const signal of signals) {
    threads.spawn(
      (function* (): ThreadBody {
        yield signal.park();
      })(),
    );
  }
  const ended = threads.run();
  for (const signal of signals) signal.notify();
  await ended;
  expect(clock.turns).toBe(1);
});

test('a wait for the outside ends at its deadline, and the thread is told', async () => {
  const clock = new TestClock();
  const threads = new Scheduler({ clock });
  const signal = new Signal(threads, 'an event');
  const said: string[] = [];
  threads.spawn(
    (function* (): ThreadBody {
      yield signal.park(threads.in(30));
      said.push(`${signal.hasExpired} at ${clock.now()}`);
      yield threads.sleep(5);
      said.push(`slept until ${clock.now()}`);
    })(),
  );
  await threads.run();
  expect(said).toEqual(['true at 30', 'slept until 35']);
});

test('a thread made runnable by a callback of Node’s runs, though the scheduler rests', async () => {
  const threads = new Scheduler();
  const signal = new Signal(threads, 'an event');
  const waiting = threads.spawn(
    (function* (): ThreadBody {
      yield signal.park();
    })(),
  );
  const ended = threads.run();
  await new Promise((resolve) => setImmediate(resolve));
  let ran = false;
  threads.spawn(
    (function* (): ThreadBody {
      ran = true;
    })(),
  );
  waiting.cancel();
  await ended;
  expect(ran).toBe(true);
});

test('two threads cannot wait for the same event', async () => {
  const threads = new Scheduler();
  const signal = new Signal(threads, 'an event');
  threads.spawn(
    (function* (): ThreadBody {
      yield signal.park();
    })(),
  );
  threads.spawn(
    (function* (): ThreadBody {
      expect(() => signal.park()).toThrow('two threads wait for an event');
      signal.notify();
    })(),
  );
  await expect(threads.run()).resolves.toBeUndefined();
});
