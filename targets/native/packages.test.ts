/** What every thread package must do, by the same C++ tests on each: one process a test, in several builds. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../harness/setup/compile.mjs';
import { liburing } from '../../harness/setup/libraries.mjs';
import {
  ioSources,
  kernelPackageSources,
  packageFlags,
  packageTestSources,
  peers,
  switchSource,
  threadSources,
} from './sources.mjs';

/** Some packages in one test program. */
interface Program {
  name: string;
  sources: string[];
  link?: string[];
  library?: (typeof peers)[keyof typeof peers]['library'];
  /** Sanitizers that can follow what the packages do. */
  variants: (keyof typeof flagsOf)[];
  leftOut?: string[];
}

const flagsOf = {
  plain: [],
  'address-and-undefined': [
    '-fsanitize=address,undefined',
    '-fno-sanitize-recover=all',
    '-fno-omit-frame-pointer',
  ],
  thread: ['-fsanitize=thread'],
};

/** Sanitizers themselves cannot do without the memory that this test takes away. */
const leftOutOf = (variant: keyof typeof flagsOf) =>
  variant === 'plain' ? [] : ['says why threads cannot be created'];

const programs: Program[] = [
  {
    name: 'kernel-threads',
    sources: [...kernelPackageSources, ...packageTestSources('posix', 'linuxthreads')],
    variants: ['plain', 'address-and-undefined', 'thread'],
  },
  {
    name: 'user-level',
    sources:
      switchSource === undefined ? [] : [...threadSources, ...ioSources, ...packageTestSources('user_level')],
    variants: ['plain', 'address-and-undefined'],
  },
  // Neither library tells the sanitizers of its switches.
  ...Object.values(peers).map(({ name, library, link }): Program => ({
    name,
    library,
    link,
    sources: [`targets/native/packages/${name}.cc`, ...packageTestSources(name)],
    variants: ['plain'],
  })),
];

const cases = programs.flatMap((program) => program.variants.map((variant) => ({ program, variant })));

for (const { program, variant } of cases) {
  const folder = `targets/native/packages-test-${program.name}-${variant}`;
  const reason = await whyNot(program, variant, folder);
  const file = fileURLToPath(new URL(`../../dist/${folder}/packages_test`, import.meta.url));
  const run = (...args: string[]) => spawnSync(file, args, { encoding: 'utf8', timeout: 60_000 });

  describe.skipIf(reason !== '')(`thread packages, ${program.name}, ${variant}${reason}`, () => {
    const leftOut = [...(program.leftOut ?? []), ...leftOutOf(variant)];
    const names = reason === '' ? run().stdout.trim().split('\n') : [];
    const tests = names.filter((name) => !leftOut.some((sentence) => name.endsWith(`: ${sentence}`)));

    it('have tests', () => {
      expect(tests.length).toBeGreaterThan(8);
    });

    it.each(tests)('%s', (name) => {
      const { status, stderr } = run(name);
      expect(stderr).toBe('');
      expect(status).toBe(0);
    });
  });
}

/** Builds a test program. @returns why it cannot be run, in brackets; nothing when it can */
async function whyNot(program: Program, variant: keyof typeof flagsOf, folder: string): Promise<string> {
  if (program.sources.length === 0) return ' (skipped: no context switch here)';
  const { library, sources, link = [] } = program;
  const flags = flagsOf[variant];
  const report = await compile({
    folder,
    ...(library === undefined ? {} : { library }),
    // -O1: the sanitizers find the same, and the compiler is done sooner.
    compile: [...packageFlags, ...(variant === 'plain' ? [] : ['-O1']), ...flags],
    optional: [liburing],
    outputs: [{ file: 'packages_test', sources, link: [...flags, ...link, '-Wl,-z,now'] }],
  });
  return report.ok ? '' : ` (skipped: ${report.reason})`;
}
