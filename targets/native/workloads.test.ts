/** The workloads on everything they are offered on, by C++ tests under sanitizers: one process each. */
import { describe, expect, it } from 'vitest';
import { liburing } from '../../harness/setup/libraries.mjs';
import { compileOnThreads } from './compile-on-threads.mjs';
import { packageFlags, workloadSources, workloadTestSources } from './sources.mjs';
import { unitTests, well } from './test/unit-tests.js';

const variants = [
  {
    name: 'address-and-undefined',
    flags: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'],
  },
  { name: 'thread', flags: ['-fsanitize=thread'] },
];

for (const { name: variant, flags } of variants) {
  const folder = `targets/native/workload-test-${variant}`;
  const built = await compileOnThreads({
    folder,
    // -O1: the sanitizers find the same, and the compiler is done in half the time.
    compile: [...packageFlags, '-O1', ...flags],
    optional: [liburing],
    outputs: [
      {
        file: 'workload_test',
        sources: [...workloadSources, ...workloadTestSources],
        link: [...flags, '-Wl,-z,now'],
      },
    ],
  });
  const { reason, names, outcome } = unitTests(built, `${folder}/workload_test`, 100_000);

  describe.skipIf(reason !== '')(`workloads, ${variant}${reason}`, () => {
    it('have unit tests', () => {
      expect(names.length).toBeGreaterThan(2);
    });

    it.each(names)('%s', (name) => {
      expect(outcome(name)).toEqual(well);
    });
  });
}
