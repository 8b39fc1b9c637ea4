/** What our generator is made of, by its C++ unit tests: one process each, with and without sanitizers. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../setup/compile.mjs';
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
  const reason = report.ok ? '' : ` (skipped: ${report.reason})`;
  const program = fileURLToPath(new URL(`../../../dist/${folder}/sessions_test`, import.meta.url));
  const run = (...args: string[]) => spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });

  describe.skipIf(!report.ok)(`the parts of sessions, ${name}${reason}`, () => {
    const names = report.ok ? run().stdout.trim().split('\n') : [];

    it('have unit tests', () => {
      expect(names.length).toBeGreaterThan(15);
    });

    it.each(names)('%s', (test) => {
      const { status, stderr } = run(test);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  });
}
