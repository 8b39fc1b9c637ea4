import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));

/** The project's own checks, by what they find out. */
const checks: readonly (readonly [promise: string, program: string, ...args: string[]])[] = [
  ['type-check, with the compiler we mean', 'harness/setup/typecheck.mjs'],
  ['are free of what the linter knows', 'node_modules/oxlint/bin/oxlint', '--type-aware'],
  ['are formatted', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'],
  ['hold no dead code and no unused dependency', 'node_modules/knip/bin/knip.js'],
];

describe('the sources', () => {
  it.each(checks)(
    '%s',
    (_, program, ...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(top, program), ...args], {
        cwd: top,
        encoding: 'utf8',
      });
      expect(status, `${stdout}\n${stderr}`).toBe(0);
    },
    120_000,
  );
});
