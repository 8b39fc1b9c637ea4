/** The user-level threads, by their C++ unit tests: one process each, in several builds. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile, findCompiler } from '../../harness/setup/compile.mjs';
import { packageFlags, switchSource, testSources, threadSourcesWith } from './sources.mjs';

/** One build of the tests, and how to run it. */
interface Variant {
  name: string;
  flags?: string[];
  /** Tests that cannot hold in this build. */
  leftOut?: string[];
  /** The file of the context switch, where it is not that of this machine. */
  assembly?: string;
  compiler?: string;
  /** The command that runs programs of another machine. */
  emulator?: string;
}

/** Limits the address space, of which sanitizers and emulators need more than there is. */
const needsPlainMemory = 'says why stacks cannot be reserved';
/** ThreadSanitizer knows 8,128 threads at most. */
const needsManyThreads = 'a hundred thousand threads live at a time';

const variants: Variant[] = [
  { name: 'plain' },
  {
    name: 'address-and-undefined',
    flags: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'],
    leftOut: [needsPlainMemory],
  },
  { name: 'thread', flags: ['-fsanitize=thread'], leftOut: [needsPlainMemory, needsManyThreads] },
  {
    name: 'aarch64',
    flags: ['-static'],
    leftOut: [needsPlainMemory],
    assembly: 'switch_aarch64.S',
    compiler: 'aarch64-linux-gnu-g++',
    emulator: 'qemu-aarch64',
  },
];

for (const variant of variants) {
  const reason = await whyNot(variant);
  const program = fileURLToPath(new URL(`../../dist/${folderOf(variant)}/threads_test`, import.meta.url));
  const [command, ...before] = [...(variant.emulator === undefined ? [] : [variant.emulator]), program];
  const run = (...args: string[]) =>
    spawnSync(command ?? program, [...before, ...args], { encoding: 'utf8', timeout: 100_000 });

  describe.skipIf(reason !== '')(`user-level threads, ${variant.name}${reason}`, () => {
    const names = reason === '' ? run().stdout.trim().split('\n') : [];
    const tests = names.filter((name) => variant.leftOut?.includes(name) !== true);

    it('have unit tests', () => {
      expect(tests.length).toBeGreaterThan(20);
    });

    it.each(tests)('%s', (name) => {
      const { status, stderr } = run(name);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  });
}

function folderOf({ name }: Variant): string {
  return `targets/native/test-${name}`;
}

/** Builds the tests. @returns why they cannot be run, in brackets; nothing when they can */
async function whyNot(variant: Variant): Promise<string> {
  const { compiler, emulator, flags = [], assembly = switchSource } = variant;
  if (assembly === undefined) return ' (skipped: no context switch here)';
  for (const command of [compiler, emulator]) {
    if (command !== undefined && findCompiler(command) === undefined) return ` (skipped: no ${command})`;
  }
  const report = await compile({
    folder: folderOf(variant),
    ...(compiler === undefined ? {} : { compiler }),
    compile: [...packageFlags, ...flags],
    outputs: [
      {
        file: 'threads_test',
        sources: [...threadSourcesWith(assembly), ...testSources],
        link: flags,
      },
    ],
  });
  return report.ok ? '' : ` (skipped: ${report.reason})`;
}
