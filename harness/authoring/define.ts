/** How suites and targets declare themselves. */
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import type { Bench } from '../model/bench.js';
import type { Suite } from '../model/suite.js';
import type { targetSchema } from '../model/target.js';
import type { userConfigSchema } from '../model/user-config.js';

/** Declares what a `tutti.config.ts` is about, for its author's editor; checked against its schema when it is read. */
export function defineConfig(config: z.input<typeof userConfigSchema>): z.input<typeof userConfigSchema> {
  return config;
}

/** Declares a suite; checked against its schema when it is discovered. */
export function defineSuite(suite: Suite): Suite {
  return suite;
}

/**
 * Declares a target of the house; checked against its schema when it is discovered. Its version is that of the Node which
 * runs its program, unless it says otherwise.
 */
export function defineTarget(target: z.input<typeof targetSchema>): z.input<typeof targetSchema> {
  return { version: [process.execPath, '--version'], ...target };
}

/**
 * The command that runs a Node program of a target under the Node that runs the harness.
 * @param from `import.meta.url` of the declaring file
 * @param program path of the program relative to it, as compiled: `./producer-consumer.js`
 */
export function nodeProgram(from: string, program: string, ...args: string[]): string[] {
  return [process.execPath, fileURLToPath(new URL(program, from)), ...args];
}

/**
 * As `nodeProgram`, for a program that only speaks the protocol while native code works in its process: without a
 * just-in-time compiler, which would take 7 MB of memory and do nothing for it.
 */
export function speakingProgram(from: string, program: string, ...args: string[]): string[] {
  const [node = '', ...rest] = nodeProgram(from, program, ...args);
  return [node, '--jitless', '--no-expose-wasm', '--max-semi-space-size=1', ...rest];
}

/** Declares a bench of a suite. */
export function defineBench(bench: Bench): Bench {
  return bench;
}
