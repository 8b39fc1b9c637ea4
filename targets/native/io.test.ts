/** The blocking calls of the user-level threads, by their C++ unit tests: one process each, every backend, three builds. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../harness/setup/compile.mjs';
import { liburing } from '../../harness/setup/libraries.mjs';
import { ioSources, ioTestSources, packageFlags, switchSource, threadSources } from './sources.mjs';

const variants = [
  { name: 'plain', flags: [] },
  {
    name: 'address-and-undefined',
    flags: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'],
  },
  // For what is handed to kernel threads and back.
  { name: 'thread', flags: ['-fsanitize=thread'] },
];

for (const { name, flags } of variants) {
  const folder = `targets/native/io-test-${name}`;
  const reason = await whyNot(folder, flags);
  const program = fileURLToPath(new URL(`../../dist/${folder}/io_test`, import.meta.url));
  const run = (...args: string[]) => spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });

  describe.skipIf(reason !== '')(`blocking calls, ${name}${reason}`, () => {
    const names = reason === '' ? run().stdout.trim().split('\n') : [];

    it('are tested with epoll and with the pool, and with io_uring where it is allowed', () => {
      expect(names.filter((test) => test.endsWith('(epoll)')).length).toBeGreaterThan(25);
      expect(names.filter((test) => test.endsWith('(pool)')).length).toBeGreaterThan(25);
    });

    it.each(names)('%s', (test) => {
      const { status, stderr } = run(test);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  });
}

/** Builds the tests. @returns why they cannot be run, in brackets; nothing when they can */
async function whyNot(folder: string, flags: string[]): Promise<string> {
  if (switchSource === undefined) return ' (skipped: no context switch here)';
  const report = await compile({
    folder,
    compile: [...packageFlags, ...flags],
    optional: [liburing],
    outputs: [
      {
        file: 'io_test',
        sources: [...threadSources, ...ioSources, ...ioTestSources],
        link: [...flags, '-Wl,-z,now'],
      },
    ],
  });
  return report.ok ? '' : ` (skipped: ${report.reason})`;
}
