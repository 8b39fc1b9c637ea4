/**
 * The arguments of the native programs, which say what the workload of a suite is played on:
 *
 *     PACKAGE [--stack-bytes N] [--scheduler NAME] [--io NAME] [--cached-reads HOW] [--one-processor] [--addon FILE]
 */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { RunRequest } from './addon.js';

/** The options, as `parseArgs` takes them. */
export const packageOptions = {
  'stack-bytes': { type: 'string' },
  scheduler: { type: 'string' },
  io: { type: 'string' },
  'cached-reads': { type: 'string' },
  'one-processor': { type: 'boolean' },
  addon: { type: 'string' },
} as const;

/** What `parseArgs` makes of them. */
interface PackageValues {
  'stack-bytes'?: string | undefined;
  scheduler?: string | undefined;
  io?: string | undefined;
  'cached-reads'?: string | undefined;
  'one-processor'?: boolean | undefined;
  addon?: string | undefined;
}

type Runner = Pick<RunRequest, 'package' | 'options' | 'addon'>;

/** What is played on, by parsed arguments. */
export function runnerOf(positionals: string[], values: PackageValues): Runner {
  const [name] = z.tuple([z.string()]).parse(positionals);
  const {
    'stack-bytes': stackBytes,
    'cached-reads': cachedReads,
    'one-processor': oneProcessor = false,
    addon,
    scheduler,
    io,
  } = values;
  return {
    package: name,
    addon,
    options: {
      oneProcessor,
      ...(scheduler !== undefined && { scheduler }),
      ...(io !== undefined && { io }),
      ...(cachedReads !== undefined && { cachedReads }),
      ...(stackBytes !== undefined && { stackBytes: z.coerce.number().int().positive().parse(stackBytes) }),
    },
  };
}

/** What is played on, by the arguments of a program that has no others. */
export function commandLine(args: string[]): Runner {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: packageOptions });
  return runnerOf(positionals, values);
}
