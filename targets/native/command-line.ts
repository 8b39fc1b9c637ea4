/**
 * The arguments of the native programs, which say what the workload of a suite is played on:
 *
 *     PACKAGE [--stack-bytes N] [--scheduler NAME] [--io NAME] [--no-fast-path] [--one-processor] [--addon FILE]
 */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { RunRequest } from './addon.js';

export function commandLine(args: string[]): Pick<RunRequest, 'package' | 'options' | 'addon'> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'stack-bytes': { type: 'string' },
      scheduler: { type: 'string' },
      io: { type: 'string' },
      'no-fast-path': { type: 'boolean' },
      'one-processor': { type: 'boolean' },
      addon: { type: 'string' },
    },
  });
  const [name] = z.tuple([z.string()]).parse(positionals);
  const {
    'stack-bytes': stackBytes,
    'no-fast-path': noFastPath = false,
    'one-processor': oneProcessor = false,
    addon,
    ...named
  } = values;
  return {
    package: name,
    addon,
    options: {
      ...named,
      oneProcessor,
      ...(noFastPath && { fastPath: false }),
      ...(stackBytes !== undefined && { stackBytes: z.coerce.number().int().positive().parse(stackBytes) }),
    },
  };
}
