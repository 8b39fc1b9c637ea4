/** The configuration of a user's own repository: `tutti.config.ts`. */
import * as z from 'zod';
import { gateConfigSchema } from './gate.js';
import { targetSchema } from './target.js';
import { userCommandSchema } from './user-command.js';

/** What a `tutti.config.ts` exports as its default. */
export const userConfigSchema = z.strictObject({
  /** Targets of the user's own, in any language. */
  targets: z.array(targetSchema).default([]),
  /** Plain commands, each of them a target of the suite that plays such. */
  commands: z.array(userCommandSchema).default([]),
  /** What `tutti check` gates. */
  gate: gateConfigSchema.optional(),
});
export type UserConfig = z.infer<typeof userConfigSchema>;
