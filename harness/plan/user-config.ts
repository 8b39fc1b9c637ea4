/** The user's own targets: `tutti.config.ts` (or .js, .mjs) in the folder Tutti is called from. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import * as z from 'zod';
import { TuttiError, reasonOf } from '../model/errors.js';
import { type Target, targetSchema } from '../model/target.js';
import { checked } from './discover.js';

/** What a `tutti.config.ts` exports as its default. */
export const userConfigSchema = z.strictObject({
  /** Targets of the user's own, in any language. */
  targets: z.array(targetSchema).default([]),
});
export type UserConfig = z.infer<typeof userConfigSchema>;

const fileNames = ['tutti.config.ts', 'tutti.config.mjs', 'tutti.config.js'];

/**
 * Reads the configuration of a folder; an empty one when there is none.
 * @throws TuttiError CONFIG_FAILED when the file throws, BAD_DECLARATION when a field is wrong
 */
export async function readUserConfig(folder: string): Promise<UserConfig> {
  const file = fileNames.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return { targets: [] };
  let exported: unknown;
  try {
    exported = await createJiti(import.meta.url).import(file, { default: true });
  } catch (thrown) {
    throw new TuttiError('CONFIG_FAILED', { file, reason: reasonOf(thrown) }, thrown);
  }
  return checked(userConfigSchema, exported, file);
}

/**
 * Our targets and the user's together.
 * @throws TuttiError BAD_DECLARATION when a name is taken twice
 */
export function withUserTargets(ours: readonly Target[], config: UserConfig): Target[] {
  const names = new Set(ours.map(({ name }) => name));
  for (const [index, { name }] of config.targets.entries()) {
    if (names.has(name)) {
      throw new TuttiError('BAD_DECLARATION', {
        file: 'tutti.config.ts',
        field: `targets.${index}.name`,
        reason: `there already is a target "${name}"`,
      });
    }
    names.add(name);
  }
  return [...ours, ...config.targets];
}
