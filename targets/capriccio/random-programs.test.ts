import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Condition, Mutex, Scheduler, type ThreadBody } from './index.js';

/** What the threads of a random program do, in order, to a counter under a mutex. */
const step = fc.constantFrom(
  'add' as const,
  'take' as const,
  'give way' as const,
  'give way inside' as const,
);
const program = fc.array(fc.array(step, { maxLength: 6 }), { minLength: 1, maxLength: 6 });
type Step = 'add' | 'take' | 'give way' | 'give way inside';

/** The naive model: what is left in the end is what was added less what was taken, in whatever order that was done. */
function leftInTheEnd(threads: readonly (readonly Step[])[]): number {
  const all = threads.flat();
  return count(all, 'add') - count(all, 'take');
}

/** Every schedule ends when the threads that never wait add as much as all others take. */
function alwaysEnds(threads: readonly (readonly Step[])[]): boolean {
  const free = threads.filter((steps) => !steps.includes('take')).flat();
  return count(free, 'add') >= count(threads.flat(), 'take');
}

function count(steps: readonly Step[], wanted: Step): number {
  return steps.filter((one) => one === wanted).length;
}

test('random programs of locks, waits and signals end as the naive model does, under every wake order', async () => {
  await fc.assert(
    fc.asyncProperty(program.filter(alwaysEnds), fc.integer({ min: 1, max: 3 }), async (steps, fairEvery) => {
      const threads = new Scheduler({ fairEvery });
      const mutex = new Mutex(threads);
      const notEmpty = new Condition(threads, mutex);
      const shared = { left: 0 };
      let inside = 0;
      function* body(mine: readonly Step[]): ThreadBody {
        for (const doing of mine) {
          if (doing === 'give way') {
            yield threads.giveWay();
            continue;
          }
          if (!mutex.tryLock()) yield mutex.lock();
          expect(++inside).toBe(1);
          if (doing === 'give way inside') yield threads.giveWay();
          if (doing === 'take') {
            while (shared.left === 0) {
              inside--;
              yield notEmpty.wait();
              expect(++inside).toBe(1);
            }
            shared.left--;
          }
          if (doing === 'add') {
            shared.left++;
            notEmpty.signal();
          }
          inside--;
          mutex.unlock();
        }
      }
      for (const mine of steps) threads.spawn(body(mine));
      await threads.run();
      expect(shared.left).toBe(leftInTheEnd(steps));
      expect(mutex.isLocked).toBe(false);
    }),
    { numRuns: 300 },
  );
});
