/** A program of C++ unit tests (`main.cc`): without an argument it names its tests, with a name it runs that one. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Outcome {
  readonly status: number | null;
  readonly stderr: string;
}

/** A test that passes ends well and says nothing. */
export const well: Outcome = { status: 0, stderr: '' };

interface UnitTests {
  /** Why they cannot be run, in brackets; nothing when they can. */
  readonly reason: string;
  readonly names: readonly string[];
  /** What came of one, in a process of its own. */
  readonly outcome: (name: string) => Outcome;
}

/**
 * @param built what the build of the program came to
 * @param program its path below the folder that everything is built into
 * @param timeout milliseconds that one test may take
 */
export function unitTests(
  built: { readonly ok: boolean; readonly reason?: string },
  program: string,
  timeout: number,
): UnitTests {
  const path = fileURLToPath(new URL(`../../../dist/${program}`, import.meta.url));
  const run = (...args: string[]) => spawnSync(path, args, { encoding: 'utf8', timeout });
  return {
    reason: built.ok ? '' : ` (skipped: ${built.reason})`,
    names: built.ok ? run().stdout.trim().split('\n') : [],
    outcome: (name) => {
      const { status, stderr } = run(name);
      return { status, stderr };
    },
  };
}
