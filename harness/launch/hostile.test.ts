import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { FailureReason, LaunchRecord } from '../model/launch.js';
import { hostile, launchProgram, supervisor, survivors } from './test/launching.js';

/** Every hostile target: the reason it must be recorded with, and what its detail must say. */
const failures: readonly (readonly [program: string, reason: FailureReason, detail: RegExp])[] = [
  ['exits-silently', 'exited-early', /exit code 0/],
  ['exits-with-error', 'exited-early', /exit code 7/],
  ['hangs', 'ready-deadline', /within 2000 ms/],
  ['hangs-after-ready', 'result-deadline', /within 550 ms/],
  ['stays-after-result', 'exit-deadline', /within 500 ms/],
  ['ignores-sigterm', 'ready-deadline', /within 2000 ms/],
  ['leaves-a-child', 'left-processes', /1 of its processes/],
  ['prints-garbage', 'not-a-message', /Segmentation fault/],
  ['prints-half-a-line', 'result-deadline', /in the middle of a message: \{"type":"result","elapsed/],
  ['ends-in-half-a-line', 'half-message', /exit code 0, after: \{"type":"result","elapsed/],
  ['floods', 'output-flood', /2097152 bytes/],
  ['wrong-nonce', 'wrong-nonce', /"mine" instead of/],
  ['impossible-count', 'bad-result', /work/],
  [
    'invents-a-window',
    'bad-result',
    /a window of 5000 ms in a launch that gave its result \d+ ms after its start/,
  ],
  [
    'cuts-its-window',
    'bad-result',
    /a window of 0.000001 ms|a window of 1e-6 ms, where 50 ms were asked for/,
  ],
  ['outlasts-its-window', 'bad-result', /go on after the window/],
  ['sums-that-differ', 'bad-result', /add up to 99, the result says 100/],
  ['wrong-unit', 'bad-result', /"latency" is in us; the suite declares ns/],
  ['closes-stdout', 'stdout-closed', /went on/],
  ['eats-memory', 'memory-limit', /more memory/],
  ['reports-an-error', 'target-error', /NO_FILES: the file set is missing/],
];

const ways = [
  { way: 'under the supervisor', path: supervisor },
  { way: 'without a supervisor', path: undefined },
];

for (const { way, path } of ways) {
  describe.skipIf(way === 'under the supervisor' && path === undefined)(`a hostile target, ${way},`, () => {
    it.concurrent.each(failures)(
      '%s: is recorded as %s and leaves nothing behind',
      async (program, reason, detail) => {
        const patience = reason === 'result-deadline' ? { resultMs: 500 } : {};
        const record = await launchProgram([process.execPath, hostile(program)], path, patience);
        expect(record).toMatchObject({
          outcome: 'failed',
          failure: { reason, detail: expect.stringMatching(detail) },
        });
        expect(survivors(hostile(program))).toEqual([]);
      },
    );

    it('that cannot be started is recorded as such', async () => {
      const record = await launchProgram(['/nonexistent/program'], path);
      expect(record).toMatchObject({ outcome: 'failed', failure: { reason: 'spawn-failed' } });
    });

    it('that counts more than it did is measured, marked, and never ranked', async () => {
      const record = await launchProgram([process.execPath, hostile('unverified-count')], path);
      expect(record).toMatchObject({
        outcome: 'measured',
        validity: expect.arrayContaining(['verification-failed']),
        findings: ['1000 units in the window, 100 in all'],
      });
    });

    it('whose port still answers after its end is recorded as such', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const record = await launchProgram([process.execPath, hostile('leaves-a-port-open')], path, { port });
      server.close();
      expect(record).toMatchObject({ outcome: 'failed', failure: { reason: 'port-open' } });
    });

    it('is killed whole when the run is broken off', async () => {
      const breakOff = new AbortController();
      setTimeout(() => breakOff.abort(), 200);
      const record = await launchProgram([process.execPath, hostile('hangs')], path, {
        signal: breakOff.signal,
      });
      expect(record.outcome).toBe('failed');
      expect(survivors(hostile('hangs'))).toEqual([]);
    });

    it('keeps its last words: the log, and a command that does it again', async () => {
      const record = await launchProgram([process.execPath, hostile('exits-with-error')], path);
      const { log, reproduce } = failureOf(record);
      expect(log).toBe('no such file: config\n');
      const again = `${reproduce}; test $? = 7 && echo the same again`;
      expect(
        execFileSync('sh', ['-c', again], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      ).toBe('the same again\n');
    });
  });

  describe.skipIf(way === 'under the supervisor' && path === undefined)(`a good target, ${way},`, () => {
    it('is measured, with what the kernel says of it', async () => {
      const record = await launchProgram([process.execPath, hostile('good')], path);
      expect(record).toMatchObject({ outcome: 'measured', work: 100, metrics: { throughput: 2000 } });
      expect(record.usage?.source).toBe(path === undefined ? 'proc' : 'wait4');
      if (path !== undefined) expect(record.usage?.peakMemory).toBeGreaterThan(2 ** 20);
      expect(record.disturbance?.spinBeforeNs).toBeGreaterThan(0);
    });

    it('that cannot do this here is a result', async () => {
      const record = await launchProgram([process.execPath, hostile('cannot')], path);
      expect(record).toMatchObject({ outcome: 'unsupported', reason: 'pthread_create: EAGAIN' });
    });
  });
}

function failureOf(record: LaunchRecord) {
  if (record.outcome !== 'failed') throw new Error(`the launch was ${record.outcome}`);
  return record.failure;
}
