/**
 * The library that stands before POSIX threads: a program that uses them is held to what POSIX says, with the C library's
 * own threads and with ours.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../harness/setup/compile.mjs';

const dist = fileURLToPath(new URL('../../dist/targets/apache', import.meta.url));
const library = `${dist}/libtutti-pthreads.so`;
const program = `${dist}/test/posix_test`;
const reason = await whyNot();

describe.each([
  { threads: 'the C library’s threads', environment: {} },
  { threads: 'user-level threads', environment: { LD_PRELOAD: library } },
])(`a POSIX program on $threads${reason}`, ({ environment }) => {
  const run = (...args: string[]) =>
    spawnSync(program, args, { encoding: 'utf8', timeout: 20_000, env: { ...process.env, ...environment } });
  const names = reason === '' ? run().stdout.trim().split('\n') : [];

  it.skipIf(reason !== '')('has tests', () => expect(names.length).toBeGreaterThan(20));

  it.each(names)('%s', (name) => {
    const { status, stderr } = run(name);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

/** Builds the program. @returns why it cannot be run, in brackets; nothing when it can */
async function whyNot(): Promise<string> {
  const report = `${dist}/build.json`;
  if (!existsSync(report)) return ' (skipped: not built; run `npm run build`)';
  const built = JSON.parse(readFileSync(report, 'utf8')) as { ok: boolean; reason?: string };
  if (!built.ok) return ` (skipped: ${built.reason})`;
  const folder = 'targets/apache/preload/test';
  const sources = ['threads_test', 'locks_test', 'calls_test'].map((name) => `${folder}/${name}.cc`);
  const tests = await compile({
    folder: 'targets/apache/test',
    outputs: [{ file: 'posix_test', sources: [...sources, 'targets/native/test/main.cc'] }],
  });
  return tests.ok ? '' : ` (skipped: ${tests.reason})`;
}
