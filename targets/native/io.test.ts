/** The blocking calls of the user-level threads, by their C++ unit tests: one process each, every backend, three builds. */
import { describe, expect, it } from 'vitest';
import { liburing } from '../../harness/setup/libraries.mjs';
import { compileOnThreads } from './compile-on-threads.mjs';
import { ioSources, ioTestSources, packageFlags, threadSources } from './sources.mjs';
import { unitTests, well } from './test/unit-tests.js';

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
  const built = await compileOnThreads({
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
  const { reason, names, outcome } = unitTests(built, `${folder}/io_test`, 60_000);

  describe.skipIf(reason !== '')(`blocking calls, ${name}${reason}`, () => {
    it('are tested with epoll and with the pool, and with io_uring where it is allowed', () => {
      expect(names.filter((test) => test.endsWith('(epoll)')).length).toBeGreaterThan(25);
      expect(names.filter((test) => test.endsWith('(epoll-threads)')).length).toBeGreaterThan(25);
      expect(names.filter((test) => test.endsWith('(pool)')).length).toBeGreaterThan(25);
    });

    it.each(names)('%s', (test) => {
      expect(outcome(test)).toEqual(well);
    });
  });
}
