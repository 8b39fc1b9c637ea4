/** What every command finds in the house: its folders, its suites, its targets and the user's. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { TuttiError } from '../model/errors.js';
import { generators } from '../load/generators.js';
import type { Generator } from '../model/generator.js';
import type { UnavailableTarget } from '../model/run.js';
import type { Suite } from '../model/suite.js';
import { answersTo, type Target } from '../model/target.js';
import { missingFor, onPath } from '../plan/availability.js';
import { discoverSuites, discoverTargets } from '../plan/discover.js';
import { withCommands } from '../plan/user-commands.js';
import { readUserConfig, withUserTargets } from '../plan/user-config.js';

/** The folder everything is built into, which this file is part of. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** The top of the checkout, or of the installed package. */
export const top = join(root, '..');
/** False in an installed package, which has nothing that TypeScript is compiled by. */
export const isCheckout = existsSync(join(top, 'tsconfig.json'));

const packageSchema = z.object({ version: z.string() });

export function harnessVersion(): string {
  return packageSchema.parse(JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'))).version;
}

/** All there is to measure and to be measured. */
export interface House {
  readonly suites: readonly Suite[];
  readonly targets: readonly Target[];
  readonly generators: readonly Generator[];
  /** Targets that cannot run here at all, with what they lack. */
  readonly unavailable: readonly UnavailableTarget[];
}

/** Finds everything. Throws TuttiError BAD_DECLARATION or CONFIG_FAILED. */
export async function openHouse(): Promise<House> {
  const [found, ours, config] = await Promise.all([
    discoverSuites(root),
    discoverTargets(root),
    readUserConfig(process.cwd()),
  ]);
  const { suites, targets: commands } = withCommands(found, config.commands);
  const targets = withUserTargets(ours, config, commands);
  return { suites, targets, generators, unavailable: lackingHere(targets) };
}

/** Those of some targets that cannot run here, with what they lack. */
export function lackingHere(targets: readonly Target[]): UnavailableTarget[] {
  return targets.flatMap((target) => missingFor(target, root) ?? missingCommand(target) ?? []);
}

/** A target whose command is not there, which only user's own can be. */
function missingCommand(target: Target): UnavailableTarget | undefined {
  for (const way of Object.values(target.suites)) {
    const program = 'command' in way ? way.command[0] : undefined;
    if (program === undefined || onPath(program)) continue;
    return { target: target.name, suite: null, reason: `there is no command "${program}"`, remedy: null };
  }
  return undefined;
}

/** The suites asked for; all when nothing is. Throws TuttiError UNKNOWN_SUITE. */
export function chooseSuites(house: House, names: readonly string[]): Suite[] {
  const known = house.suites.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name)) throw new TuttiError('UNKNOWN_SUITE', { name, known: known.join(', ') });
  }
  return house.suites.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The targets asked for, a name without variant standing for all its variants; all when nothing is. Throws UNKNOWN_TARGET. */
export function chooseTargets(house: House, names: readonly string[]): Target[] {
  for (const name of names) {
    if (house.targets.some((target) => answersTo(target.name, name))) continue;
    throw new TuttiError('UNKNOWN_TARGET', {
      name,
      known: house.targets.map((target) => target.name).join(', '),
    });
  }
  return house.targets.filter(
    (target) => names.length === 0 || names.some((name) => answersTo(target.name, name)),
  );
}
