import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { OpenFile, readFile, readPart, Scheduler, type ThreadBody } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'capriccio-files-'));
const location = join(folder, 'ten');
writeFileSync(location, '0123456789');
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs one body alone, and gives what it returned. */
async function run<R>(threads: Scheduler, body: ThreadBody<R>): Promise<R | undefined> {
  let value: R | undefined;
  threads.spawn(
    (function* (): ThreadBody {
      value = yield* body;
    })(),
  );
  await threads.run();
  return value;
}

test('while a thread reads a file, others run', async () => {
  const threads = new Scheduler();
  const reading = { isOver: false };
  let turns = 0;
  threads.spawn(
    (function* (): ThreadBody {
      while (!reading.isOver) {
        turns++;
        yield threads.giveWay();
      }
    })(),
  );
  const bytes = await run(
    threads,
    (function* (): ThreadBody<Buffer> {
      const read = yield* readFile(threads, location);
      reading.isOver = true;
      return read;
    })(),
  );
  expect(bytes?.toString()).toBe('0123456789');
  expect(turns).toBeGreaterThan(1);
});

test('a file is read from any place, and gives less where it ends', async () => {
  const threads = new Scheduler();
  const seen = await run(
    threads,
    (function* (): ThreadBody<string[]> {
      const file = yield* OpenFile.open(threads, location);
      const into = Buffer.alloc(4);
      const parts: string[] = [];
      for (const position of [3, 8, 20]) {
        const count = yield* file.pread(into, position);
        parts.push(into.toString('latin1', 0, count));
      }
      yield* file.close();
      return parts;
    })(),
  );
  expect(seen).toEqual(['3456', '89', '']);
});

test('what the system says against a file is thrown in the thread that asked', async () => {
  const threads = new Scheduler();
  await expect(run(threads, readFile(threads, join(folder, 'nothing')))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('a part that the file does not have is an error that says where it ends', async () => {
  const threads = new Scheduler();
  await expect(run(threads, readPart(threads, location, Buffer.alloc(4), 8))).rejects.toThrow('ends at 10');
});

test('a thread that is cancelled while it opens a file leaves no descriptor open', async () => {
  const threads = new Scheduler();
  const before = readdirSync('/proc/self/fd').length;
  const reader = threads.spawn(readPart(threads, location, Buffer.alloc(4), 0));
  threads.spawn(
    (function* (): ThreadBody {
      reader.cancel();
    })(),
  );
  await threads.run();
  expect(reader.hasEnded).toBe(true);
  expect(readdirSync('/proc/self/fd').length).toBe(before);
});
