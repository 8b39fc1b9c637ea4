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
  z.object({
    command: z.array(z.string().min(1)).min(1),
    /** Whether it can slow itself down when the specification says so (`slowdown`): what `tutti qualify` needs. */
    slowable: z.boolean().optional(),
    /**
     * Milliseconds beyond warm-up and window within which it must give its result, where the harness's own patience is not
     * enough: when what it measures cannot be stopped at the end of the window.
     */
    resultMs: z.number().positive().optional(),
  }),
  z.object({ unsupported: z.string().min(1) }),
]);

export const targetSchema = z.object({
  /** `native`, `native:io-uring` for a variant, `native@base` for an arm (see `armName`). */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*(:[a-z0-9-]+)?(@[a-z0-9-]+)?$/),
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
  /** The folder its commands are started in; the one Tutti was called from when it is not given. */
  folder: z.string().optional(),
  /** An arm that is slowed down on purpose, by this share of its time: 0.05 for 5 %. */
  slowdown: z.number().nonnegative().optional(),
  /** A command that prints the version on its first line of output. */
  version: z.array(z.string()).min(1).optional(),
});
export type Target = z.infer<typeof targetSchema>;

/** The name without variant and arm: `event-loop` of `event-loop:promise-mutex`. */
export function baseName(target: string): string {
  return target.split(/[:@]/)[0] ?? target;
}

/** Whether a target is meant by a name that a user gives: a name without variant stands for all variants. */
export function answersTo(target: string, name: string): boolean {
  return target === name || baseName(target) === name;
}

/**
 * An arm is one target measured as several, side by side in the same blocks: two revisions of it, two copies, one that is
 * slowed down. Each is a target of its own to plan, launch and store; only its name says what it is an arm of.
 */
export function armName(target: string, arm: string): string {
  return `${target}@${arm}`;
}

/** The target and the arm that a name is made of; `arm` is null for a target that is none. */
export function splitArm(name: string): { target: string; arm: string | null } {
  const [target = name, arm = null] = name.split('@');
  return { target, arm };
}
