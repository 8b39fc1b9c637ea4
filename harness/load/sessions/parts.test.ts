/** What our generator is made of, by its C++ unit tests: one process each, with and without sanitizers. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../setup/compile.mjs';
import { unitTests, well } from '../../../targets/native/test/unit-tests.js';
import { sessionsTestSources } from './sources.mjs';

const variants = [
  { name: 'plain', flags: ['-O3'] },
  {
    name: 'address-and-undefined',
    flags: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'],
  },
];

for (const { name, flags } of variants) {
  const folder = `harness/load/sessions-test-${name}`;
  const report = await compile({
    folder,
    compile: flags,
    outputs: [{ file: 'sessions_test', sources: sessionsTestSources, link: flags }],
  });
  const { reason, names, outcome } = unitTests(report, `${folder}/sessions_test`, 60_000);

  describe.skipIf(!report.ok)(`the parts of sessions, ${name}${reason}`, () => {
    it('have unit tests', () => {
      expect(names.length).toBeGreaterThan(15);
    });

    it.each(names)('%s', (test) => {
      expect(outcome(test)).toEqual(well);
    });
  });
}
