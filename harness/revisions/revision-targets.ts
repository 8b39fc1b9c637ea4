/** The targets of a revision: what the configuration declares, started in the checkout, and what is found built there. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { UnavailableTarget } from '../model/run.js';
import type { Suite } from '../model/suite.js';
import type { Target } from '../model/target.js';
import type { UserCommand } from '../model/user-command.js';
import type { UserConfig } from '../model/user-config.js';
import { missingFor } from '../plan/availability.js';
import { discoverSuites, discoverTargets } from '../plan/discover.js';
import { withCommands } from '../plan/user-commands.js';
import { withUserTargets } from '../plan/user-config.js';
import type { Revision } from './open-revision.js';

/** What there is to measure of a revision. */
export interface RevisionTargets {
  readonly suites: readonly Suite[];
  readonly targets: readonly Target[];
  /** Targets that cannot run, with what they lack. */
  readonly unavailable: readonly UnavailableTarget[];
}

/**
 * Finds the targets of a revision.
 * @param config what is to be measured; of the head, whichever revision this is
 * @param home top of the checkout that the configuration was read in: where it names a path below that, the same path of
 * this revision is meant, or both revisions would be measured as one
 * @param suites the suites of the house; those that are built in the checkout take their places
 * @throws TuttiError NOT_BUILT, BAD_DECLARATION
 */
export async function revisionTargets(
  { top, folder }: Revision,
  config: UserConfig,
  home: string,
  suites: readonly Suite[],
): Promise<RevisionTargets> {
  const built = config.gate?.declarations === undefined ? undefined : join(folder, config.gate.declarations);
  const found = built === undefined ? [] : await discoverTargets(built);
  const ownSuites =
    built !== undefined && existsSync(join(built, 'suites')) ? await discoverSuites(built) : [];
  const move = (word: string): string => moved(word, home, top);
  const commands = config.commands.map((command) => movedCommand(command, move));
  const house = withCommands(replaced(suites, ownSuites), commands);
  const users = { ...config, targets: config.targets.map((target) => movedTarget(target, move)) };
  const targets = withUserTargets(found, users, house.targets);
  return {
    suites: house.suites,
    targets: targets.map((target) => ({ ...target, folder: resolve(folder, target.folder ?? '') })),
    unavailable: targets.flatMap((target) => missingFor(target, built ?? folder) ?? []),
  };
}

function replaced(suites: readonly Suite[], by: readonly Suite[]): Suite[] {
  const names = new Set(by.map(({ name }) => name));
  return [...suites.filter(({ name }) => !names.has(name)), ...by];
}

/** A word in which every path below one folder is the same path below another. */
function moved(word: string, from: string, to: string): string {
  const literal = from.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return word.replaceAll(new RegExp(`${literal}(?=/|$|[\\s'":;,])`, 'g'), () => to);
}

type Move = (word: string) => string;

function movedTarget(target: Target, move: Move): Target {
  const { folder, version } = target;
  return {
    ...target,
    ...(folder !== undefined && { folder: move(folder) }),
    ...(version !== undefined && { version: version.map(move) }),
    suites: Object.fromEntries(
      Object.entries(target.suites).map(([suite, way]) => [
        suite,
        'command' in way ? { ...way, command: way.command.map(move) } : way,
      ]),
    ),
  };
}

function movedCommand(command: UserCommand, move: Move): UserCommand {
  const words = command.command;
  return { ...command, command: typeof words === 'string' ? move(words) : words.map(move) };
}
