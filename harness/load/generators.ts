/** The load generators of the house: the programs that put a suite's load on its servers. */
import type { Generator } from '../model/generator.js';

export const generators: readonly Generator[] = [];
