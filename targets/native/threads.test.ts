/** The user-level threads, by their C++ unit tests: one process each, and all of them again under sanitizers. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../harness/setup/compile.mjs';
import { packageFlags, switchSource, testSources, threadSources } from './sources.mjs';

/** Limits the address space, of which a sanitizer needs more than there is. */
const needsPlainMemory = 'says why stacks cannot be reserved';
/** ThreadSanitizer knows 8,128 threads at most. */
const needsManyThreads = 'a hundred thousand threads live at a time';

const variants = [
  { name: 'plain', flags: [], leftOut: [] },
  {
    name: 'address-and-undefined',
    flags: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'],
    leftOut: [needsPlainMemory],
  },
  {
    name: 'thread',
    flags: ['-fsanitize=thread'],
    leftOut: [needsPlainMemory, needsManyThreads],
  },
];

for (const variant of variants) {
  const folder = `targets/native/test-${variant.name}`;
  const report = switchSource === undefined ? undefined : await build(variant, folder);
  const reason = report?.ok === true ? '' : ` (skipped: ${report?.reason ?? 'no context switch here'})`;
  const program = fileURLToPath(new URL(`../../dist/${folder}/threads_test`, import.meta.url));

  describe.skipIf(reason !== '')(`user-level threads, ${variant.name}${reason}`, () => {
    const names = reason === '' ? spawnSync(program, { encoding: 'utf8' }).stdout.trim().split('\n') : [];
    const leftOut: string[] = variant.leftOut;
    const tests = names.filter((name) => !leftOut.includes(name));

    it('have unit tests', () => {
      expect(tests.length).toBeGreaterThan(20);
    });

    it.each(tests)('%s', (name) => {
      const { status, stderr } = spawnSync(program, [name], { encoding: 'utf8', timeout: 60_000 });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  });
}

function build(variant: (typeof variants)[number], folder: string) {
  return compile({
    folder,
    compile: [...packageFlags, ...variant.flags],
    outputs: [
      {
        file: 'threads_test',
        sources: [...threadSources, ...testSources],
        link: variant.flags,
      },
    ],
  });
}
