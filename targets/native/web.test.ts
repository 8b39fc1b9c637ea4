/** Knot and its parts, on everything it is offered on, by C++ tests: one process each, plain and under sanitizers. */
import { describe, expect, it } from 'vitest';
import { liburing } from '../../harness/setup/libraries.mjs';
import { compileOnThreads } from './compile-on-threads.mjs';
import { packageFlags, webTestSources, workloadSources } from './sources.mjs';
import { unitTests, well } from './test/unit-tests.js';

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
  const built = await compileOnThreads({
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
  const { reason, names, outcome } = unitTests(built, `${folder}/web_test`, 100_000);

  describe.skipIf(reason !== '')(`Knot, ${variant}${reason}`, () => {
    const tests = names.filter((name) => name !== leftOut);

    it('has unit tests', () => {
      expect(tests.length).toBeGreaterThan(20);
    });

    it.each(tests)('%s', (name) => {
      expect(outcome(name)).toEqual(well);
    });
  });
}
