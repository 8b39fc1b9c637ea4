/** Generators: the programs that put a suite's load on a server. */
import * as z from 'zod';
import { needSchema } from './target.js';

export const generatorSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  /** One sentence: what it really is, and what its numbers are good for. */
  summary: z.string().min(1),
  /** The command that speaks the protocol. */
  command: z.array(z.string().min(1)).min(1),
  needs: z.array(needSchema).default([]),
  /** A command that prints the version on its first line of output. */
  version: z.array(z.string()).min(1),
});
export type Generator = z.infer<typeof generatorSchema>;
