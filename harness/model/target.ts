/** Targets: the implementations under measurement. */
import * as z from 'zod';

/** What a target needs before it can run. A capability is data: no code asks for a target by name. */
export const needSchema = z.discriminatedUnion('type', [
  /** A program built by this project: `build` names the folder whose build report says whether it succeeded. */
  z.object({ type: z.literal('build'), build: z.string() }),
  /** A command on the PATH. */
  z.object({ type: z.literal('command'), command: z.string(), remedy: z.string() }),
]);
export type Need = z.infer<typeof needSchema>;

/** How a target runs one suite: the command that speaks the protocol, or why there is none. */
export const targetSuiteSchema = z.union([
  z.object({ command: z.array(z.string().min(1)).min(1) }),
  z.object({ unsupported: z.string().min(1) }),
]);

export const targetSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*(:[a-z0-9-]+)?$/),
  title: z.string().min(1),
  /** One sentence: what it really is. */
  summary: z.string().min(1),
  /** What it stands for: the system of the papers, or what a user would pick instead. */
  standsFor: z.string().min(1),
  /** What executes it: `node`, `native`, `go`. */
  runtime: z.string().min(1),
  needs: z.array(needSchema).default([]),
  suites: z.record(z.string(), targetSuiteSchema),
  /** A program of others, run as it is: what our own are held to, such as the exact head of a response, it is not. */
  thirdParty: z.boolean().default(false),
  /** A variant for those who look closer: left out of the quick profile unless it is asked for by name. */
  aside: z.boolean().default(false),
  /** A command that prints the version on its first line of output. */
  version: z.array(z.string()).min(1).optional(),
});
export type Target = z.infer<typeof targetSchema>;

/** The name without the variant: `event-loop` of `event-loop:promise-mutex`. */
export function baseName(target: string): string {
  return target.split(':')[0] ?? target;
}
