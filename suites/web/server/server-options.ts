/** What every server of the web suite is told: the limits of its patience by options, the rest by the specification. */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { LaunchSpecification } from '../../../harness/model/protocol.js';

/** Limits of a server's patience, in milliseconds. */
export interface Patience {
  /** From the first byte of a head to its end. */
  readonly headMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
}

const milliseconds = z.coerce.number().positive();

/**
 * Reads `--head-ms` and `--idle-ms`.
 * @param args the command's arguments
 * @throws when there are others, or values that are no numbers
 */
export function patienceOf(args: readonly string[]): Patience {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'head-ms': { type: 'string', default: '10000' },
      'idle-ms': { type: 'string', default: '60000' },
    },
  });
  return { headMs: milliseconds.parse(values['head-ms']), idleMs: milliseconds.parse(values['idle-ms']) };
}

/** Bytes of page cache that the server may use: the factor `cacheMb`, in units of 10^6 bytes. */
export function cacheBytesOf({ point }: LaunchSpecification): number {
  return z.number().nonnegative().default(200).parse(point['cacheMb']) * 1e6;
}

/**
 * The folder of the file set.
 * @throws when the specification names none
 */
export function materialsOf({ materials }: LaunchSpecification): string {
  if (materials === undefined) throw new Error('the launch specification names no materials to serve');
  return materials;
}
