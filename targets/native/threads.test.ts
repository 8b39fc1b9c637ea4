/** The user-level threads, by their C++ unit tests: one process each, and all of them again under sanitizers. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../harness/setup/compile.mjs';
import { packageFlags, switchSource, threadSources } from './sources.mjs';

const variants = [
  { name: 'plain', compile: [], link: [] },
  {
    name: 'sanitized',
    compile: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'],
    link: ['-fsanitize=address,undefined'],
  },
];

/** Limits the address space, of which AddressSanitizer needs more than there is. */
const needsPlainMemory = 'says why stacks cannot be reserved';

for (const variant of variants) {
  const folder = `targets/native/test-${variant.name}`;
  const report = switchSource === undefined ? undefined : await build(variant, folder);
  const reason = report?.ok === true ? '' : ` (skipped: ${report?.reason ?? 'no context switch here'})`;
  const program = fileURLToPath(new URL(`../../dist/${folder}/threads_test`, import.meta.url));

  describe.skipIf(reason !== '')(`user-level threads, ${variant.name}${reason}`, () => {
    const names = reason === '' ? spawnSync(program, { encoding: 'utf8' }).stdout.trim().split('\n') : [];
    const tests = names.filter((name) => variant.name === 'plain' || name !== needsPlainMemory);

    it('have unit tests', () => {
      expect(tests.length).toBeGreaterThan(5);
    });

    it.each(tests)('%s', (name) => {
      const { status, stderr } = spawnSync(program, [name], { encoding: 'utf8', timeout: 30_000 });
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  });
}

function build(variant: (typeof variants)[number], folder: string) {
  return compile({
    folder,
    compile: [...packageFlags, ...variant.compile],
    outputs: [
      {
        file: 'threads_test',
        sources: [...threadSources, 'targets/native/test/threads_test.cc'],
        link: variant.link,
      },
    ],
  });
}
