/** The load generators of the house: the programs that put a suite's load on its servers. */
import { fileURLToPath } from 'node:url';
import type { Generator } from '../model/generator.js';

/** A program that is built, from where this file is built. */
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const generators: readonly Generator[] = [
  {
    name: 'sessions',
    title: 'sessions, on our user-level threads',
    summary:
      'Our own: a user-level thread a client, closed and open loop, pauses, reconnects; verifies every byte, and says when it was itself the limit.',
    command: [built('./sessions/sessions')],
    needs: [{ type: 'build', build: 'harness/load/sessions' }],
    version: [built('./sessions/sessions'), '--version'],
  },
];
