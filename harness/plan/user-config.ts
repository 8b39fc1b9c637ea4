/** The user's own configuration: `tutti.config.ts` (or .js, .mjs) in the folder Tutti is called from. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { TuttiError, reasonOf } from '../model/errors.js';
import type { Target } from '../model/target.js';
import { type UserConfig, userConfigSchema } from '../model/user-config.js';
import { checked } from './discover.js';

/** What a configuration may import by the name of the package, also in a checkout that nothing is installed in yet. */
const alias = { tutti: fileURLToPath(new URL('../authoring/index.js', import.meta.url)) };

const fileNames = ['tutti.config.ts', 'tutti.config.mjs', 'tutti.config.js'];

/** The configuration file of a folder; undefined when there is none. */
export function configFile(folder: string): string | undefined {
  return fileNames.map((name) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Reads the configuration of a folder; an empty one when there is none.
 * @throws TuttiError CONFIG_FAILED when the file throws, BAD_DECLARATION when a field is wrong
 */
export async function readUserConfig(folder: string): Promise<UserConfig> {
  const file = configFile(folder);
  if (file === undefined) return { targets: [], commands: [] };
  let exported: unknown;
  try {
    exported = await createJiti(import.meta.url, { alias }).import(file, { default: true });
  } catch (thrown) {
    throw new TuttiError('CONFIG_FAILED', { file, reason: reasonOf(thrown) }, thrown);
  }
  return checked(userConfigSchema, exported, file);
}

/**
 * Our targets and the user's together: those that speak the protocol, and the plain commands.
 * @param commands the targets that the user's commands have become
 * @throws TuttiError BAD_DECLARATION when a name is taken twice
 */
export function withUserTargets(
  ours: readonly Target[],
  { targets }: UserConfig,
  commands: readonly Target[],
): Target[] {
  const names = new Set(ours.map(({ name }) => name));
  const users = [
    ...targets.map((target, index) => ({ target, field: `targets.${index}.name` })),
    ...commands.map((target, index) => ({ target, field: `commands.${index}.name` })),
  ];
  for (const { target, field } of users) {
    const reason = `there already is a target "${target.name}"`;
    if (names.has(target.name))
      throw new TuttiError('BAD_DECLARATION', { file: 'tutti.config.ts', field, reason });
    names.add(target.name);
  }
  return [...ours, ...users.map(({ target }) => target)];
}
