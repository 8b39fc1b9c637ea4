/** Knot and its parts, on everything it is offered on, by C++ tests: one process each, plain and under sanitizers. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../harness/setup/compile.mjs';
import { liburing } from '../../harness/setup/libraries.mjs';
import { packageFlags, switchSource, webTestSources, workloadSources } from './sources.mjs';

/** UndefinedBehaviorSanitizer itself looks at objects through a pipe, and so needs the descriptors this test takes away. */
const exhausting = 'when descriptors are exhausted by others the server goes on once there are some';

const variants: { name: string; flags: string[]; leftOut?: string }[] = [
  { name: 'plain', flags: [] },
  {
    name: 'address-and-undefined',
    flags: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'],
    leftOut: exhausting,
  },
  { name: 'thread', flags: ['-fsanitize=thread'] },
];

for (const { name: variant, flags, leftOut } of variants) {
  const folder = `targets/native/web-test-${variant}`;
  const reason = await whyNot(folder, flags);
  const program = fileURLToPath(new URL(`../../dist/${folder}/web_test`, import.meta.url));
  const run = (...args: string[]) => spawnSync(program, args, { encoding: 'utf8', timeout: 100_000 });

  describe.skipIf(reason !== '')(`Knot, ${variant}${reason}`, () => {
    const names = reason === '' ? run().stdout.trim().split('\n') : [];
    const tests = names.filter((name) => name !== leftOut);

    it('has unit tests', () => {
      expect(tests.length).toBeGreaterThan(20);
    });

    it.each(tests)('%s', (name) => {
      const { status, stderr } = run(name);
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
    // -O1: the sanitizers find the same, and the compiler is done in half the time.
    compile: [...packageFlags, '-O1', ...flags],
    optional: [liburing],
    outputs: [
      {
        file: 'web_test',
        sources: [...workloadSources, ...webTestSources],
        link: [...flags, '-Wl,-z,now'],
      },
    ],
  });
  return report.ok ? '' : ` (skipped: ${report.reason})`;
}
