/** What a check is about: two commits, and what the configuration of head says is gated. */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { TuttiError } from '../../model/errors.js';
import type { GateConfig, GateRevision } from '../../model/gate.js';
import type { UserConfig } from '../../model/user-config.js';
import { configFile, readUserConfig } from '../../plan/user-config.js';
import type { Checkout } from '../../revisions/open-revision.js';
import {
  findRepository,
  mergeBase,
  type Repository,
  resolveCommit,
  resolveHead,
} from '../../revisions/resolve.js';

/** The two sides of a check. */
export interface CheckSides {
  readonly repository: Repository;
  readonly commits: { readonly base: string; readonly head: string };
  /** As the reports name them. */
  readonly base: GateRevision;
  readonly head: GateRevision;
  readonly notes: readonly string[];
}

/**
 * The commits to be compared, by the folder that Tutti was called from.
 * @param baseName null when head is compared with no commit: base is head then
 * @param headName the working tree when undefined
 * @param ours folders that Tutti writes to: what is new there is no change of the user's
 * @throws TuttiError NO_REPOSITORY, UNKNOWN_REVISION, SHALLOW_CLONE, NO_MERGE_BASE
 */
export function sidesOf(
  baseName: string | null,
  headName: string | undefined,
  ours: readonly string[],
): CheckSides {
  const repository = findRepository(process.cwd());
  const { commit, dirty } = resolveHead(
    repository,
    headName,
    ours.flatMap((folder) => below(repository.top, folder)),
  );
  const tip = baseName === null ? commit : resolveCommit(repository, baseName);
  const base = baseName === null ? commit : mergeBase(repository, tip, commit);
  const notes = [
    ...(dirty ? ['head is the working tree with changes that are not committed'] : []),
    ...(base === commit && baseName !== null ? ['base and head are the same commit'] : []),
    ...(base === tip ? [] : [`base is ${base.slice(0, 10)}, where head left ${baseName}`]),
  ];
  return {
    repository,
    commits: { base, head: commit },
    base: { name: baseName ?? 'none', commit: base },
    head: { name: headName ?? 'working tree', commit: dirty ? null : commit },
    notes,
  };
}

/** A folder as a path below another, if it is there. */
function below(top: string, folder: string): string[] {
  const path = relative(top, resolve(folder));
  return path.startsWith('..') || isAbsolute(path) ? [] : [path];
}

/** What is to be measured, and where its configuration was read. */
export interface CheckSubject {
  readonly config: UserConfig;
  readonly gate: GateConfig;
  /** Top of the checkout that the configuration was read in. */
  readonly home: string;
}

/** @throws TuttiError CONFIG_FAILED, BAD_DECLARATION, NO_GATE */
export async function readSubject(
  { folder, top }: Checkout,
  suites: readonly string[],
): Promise<CheckSubject> {
  const config = await readUserConfig(folder);
  if (config.gate !== undefined) return { config, gate: config.gate, home: top };
  const file = configFile(folder) ?? join(folder, 'tutti.config.ts');
  throw new TuttiError('NO_GATE', { file, known: suites.join(', ') });
}

/** A note when base's configuration is another than head's. */
export function configNotes(base: Checkout, head: Checkout): string[] {
  const [atBase, atHead] = [base, head].map(({ folder }) => {
    const file = configFile(folder);
    return file === undefined ? null : readFileSync(file, 'utf8');
  });
  if (atBase === atHead) return [];
  return [
    atBase === null
      ? "base has no configuration yet; head's says what is gated"
      : "the configuration differs between base and head; head's says what is gated",
  ];
}
