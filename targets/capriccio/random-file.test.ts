import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CacheGuess, slowMs } from './cache-guess.js';
import { Scheduler, type ThreadBody } from './index.js';
import { RandomFile, wouldWait } from './random-file.js';

let folder = '';
let descriptor = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-random-file-'));
  writeFileSync(join(folder, 'digits'), '0123456789');
  descriptor = openSync(join(folder, 'digits'), 'r');
});
afterEach(() => {
  closeSync(descriptor);
  rmSync(folder, { recursive: true, force: true });
});

/** A clock by which everything takes so long. */
function clockOf(milliseconds: number): () => number {
  let now = 0;
  return () => (now += milliseconds);
}

describe('a file of threads', () => {
  it('is read on the spot while its reads are quick', () => {
    const file = new RandomFile(new Scheduler(), descriptor, new CacheGuess(), clockOf(0));
    const into = Buffer.alloc(4);
    expect(file.readNow(into, 3)).toBe(4);
    expect(into.toString()).toBe('3456');
  });

  it('is not, once a read was slow', () => {
    const file = new RandomFile(new Scheduler(), descriptor, new CacheGuess(), clockOf(2 * slowMs));
    expect(file.readNow(Buffer.alloc(4), 0)).toBe(4);
    expect(file.readNow(Buffer.alloc(4), 0)).toBe(wouldWait);
  });

  it('is never read on the spot without a guess', () => {
    expect(new RandomFile(new Scheduler(), descriptor).readNow(Buffer.alloc(4), 0)).toBe(wouldWait);
  });

  it('is read by the pool while other threads run', async () => {
    const threads = new Scheduler();
    const file = new RandomFile(threads, descriptor);
    const order: string[] = [];
    threads.spawn(
      (function* (): ThreadBody {
        const into = Buffer.alloc(3);
        const count = yield* file.read(into, 8);
        order.push(`${count} bytes: ${into.toString('latin1', 0, count)}`);
      })(),
    );
    threads.spawn(
      (function* (): ThreadBody {
        order.push('another thread');
      })(),
    );
    await threads.run();
    expect(order).toEqual(['another thread', '2 bytes: 89']);
  });

  it('throws inside the thread what the system says', async () => {
    const threads = new Scheduler();
    const file = new RandomFile(threads, 999_999);
    const reader = threads.spawn(file.read(Buffer.alloc(1), 0));
    const caught = threads.spawn(
      (function* (): ThreadBody<unknown> {
        try {
          return yield* reader.join();
        } catch (error) {
          return error;
        }
      })(),
    );
    let outcome: unknown;
    threads.spawn(
      (function* (): ThreadBody {
        outcome = yield* caught.join();
      })(),
    );
    await threads.run();
    expect(outcome).toMatchObject({ code: 'EBADF' });
  });

  it('that cannot be read on the spot throws there', () => {
    const file = new RandomFile(new Scheduler(), 999_999, new CacheGuess());
    expect(() => file.readNow(Buffer.alloc(1), 0)).toThrow(/EBADF/);
  });
});
