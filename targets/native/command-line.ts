/**
 * The arguments of the native programs, which say what the workload of a suite is played on:
 *
 *     PACKAGE [--stack-bytes N] [--scheduler NAME] [--io NAME]
 */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { PackageOptions } from './addon.js';

export function commandLine(args: string[]): { package: string; options: PackageOptions } {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'stack-bytes': { type: 'string' }, scheduler: { type: 'string' }, io: { type: 'string' } },
  });
  const [name] = z.tuple([z.string()]).parse(positionals);
  const { 'stack-bytes': stackBytes, ...named } = values;
  return {
    package: name,
    options: {
      ...named,
      ...(stackBytes !== undefined && { stackBytes: z.coerce.number().int().positive().parse(stackBytes) }),
    },
  };
}
