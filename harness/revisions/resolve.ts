/** Which commits a comparison of two revisions is about. */
import { relative } from 'node:path';
import { realpathSync } from 'node:fs';
import { TuttiError } from '../model/errors.js';
import { askGit, git } from './git.js';
import { snapshot } from './snapshot.js';

/** A repository, seen from a folder in its working tree. */
export interface Repository {
  /** The top of the working tree. */
  readonly top: string;
  /** Path from the top to the folder: empty at the top itself. */
  readonly within: string;
}

/** The head of a comparison. */
export interface Head {
  readonly commit: string;
  /** True when it is the working tree with changes that are not committed: the commit is then a snapshot that no branch has. */
  readonly dirty: boolean;
}

/** The repository that a folder is in. @throws TuttiError NO_REPOSITORY */
export async function findRepository(folder: string): Promise<Repository> {
  const { status, out, said } = await askGit(folder, ['rev-parse', '--show-toplevel']);
  if (status !== 0) throw new TuttiError('NO_REPOSITORY', { folder, reason: said.replace(/^fatal: /, '') });
  const top = realpathSync(out);
  return { top, within: relative(top, realpathSync(folder)) };
}

/** The commit that a revision names. @throws TuttiError UNKNOWN_REVISION */
export async function resolveCommit({ top }: Repository, revision: string): Promise<string> {
  const name = `${revision}^{commit}`;
  const { status, out } = await askGit(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
  if (status === 0) return out;
  const hint = (await isShallow(top))
    ? 'this clone is shallow: git fetch --unshallow (actions/checkout: fetch-depth: 0)'
    : 'fetch it first (git fetch), and see `git branch --all` and `git tag`';
  throw new TuttiError('UNKNOWN_REVISION', { revision, hint });
}

/**
 * The head: a revision, or the working tree as it is now when none is named.
 * @param ours paths below the top that Tutti itself writes: no change of the user's
 */
export async function resolveHead(
  repository: Repository,
  revision: string | undefined,
  ours: readonly string[],
): Promise<Head> {
  if (revision !== undefined) return { commit: await resolveCommit(repository, revision), dirty: false };
  const commit = await resolveCommit(repository, 'HEAD');
  const changed = await snapshot(repository, commit, ours);
  return changed === null ? { commit, dirty: false } : { commit: changed, dirty: true };
}

/**
 * The commit where head left base: what head is to be compared with, so that what others have done to base since is not
 * held against it.
 * @throws TuttiError SHALLOW_CLONE, NO_MERGE_BASE
 */
export async function mergeBase({ top }: Repository, base: string, head: string): Promise<string> {
  const { status, out } = await askGit(top, ['merge-base', base, head]);
  if (status === 0) return out;
  throw new TuttiError((await isShallow(top)) ? 'SHALLOW_CLONE' : 'NO_MERGE_BASE', { base, head });
}

async function isShallow(top: string): Promise<boolean> {
  return (await git(top, ['rev-parse', '--is-shallow-repository'])) === 'true';
}
