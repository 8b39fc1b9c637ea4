/** Which commits a comparison of two revisions is about. */
import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { TuttiError } from '../model/errors.js';
import { Git } from '../store/git.js';
import { snapshot } from './snapshot.js';

/** A repository, seen from a folder in its working tree. */
export interface Repository {
  readonly git: Git;
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
export function findRepository(folder: string): Repository {
  const { ok, out, words } = new Git(folder).try(['rev-parse', '--show-toplevel']);
  if (!ok) throw new TuttiError('NO_REPOSITORY', { folder, reason: words.replace(/^fatal: /, '') });
  const top = realpathSync(out.toString('utf8').trimEnd());
  return { git: new Git(top), top, within: relative(top, realpathSync(folder)) };
}

/** The commit that a revision names. @throws TuttiError UNKNOWN_REVISION */
export function resolveCommit({ git }: Repository, revision: string): string {
  const commit = git.commitOf(revision);
  if (commit !== undefined) return commit;
  const hint = isShallow(git)
    ? 'this clone is shallow: git fetch --unshallow   (actions/checkout: fetch-depth: 0)'
    : 'fetch it first (git fetch), and see `git branch --all` and `git tag`';
  throw new TuttiError('UNKNOWN_REVISION', { revision, hint });
}

/**
 * The head: a revision, or the working tree as it is now when none is named.
 * @param ours paths below the top that Tutti itself writes: no change of the user's
 */
export function resolveHead(
  repository: Repository,
  revision: string | undefined,
  ours: readonly string[],
): Head {
  if (revision !== undefined) return { commit: resolveCommit(repository, revision), dirty: false };
  const commit = resolveCommit(repository, 'HEAD');
  const changed = snapshot(repository.git, commit, ours);
  return changed === null ? { commit, dirty: false } : { commit: changed, dirty: true };
}

/**
 * The commit where head left base: what head is to be compared with, so that what others have done to base since is not
 * held against it.
 * @throws TuttiError SHALLOW_CLONE, NO_MERGE_BASE
 */
export function mergeBase({ git }: Repository, base: string, head: string): string {
  const { ok, out } = git.try(['merge-base', base, head]);
  if (ok) return out.toString('utf8').trim();
  throw new TuttiError(isShallow(git) ? 'SHALLOW_CLONE' : 'NO_MERGE_BASE', { base, head });
}

function isShallow(git: Git): boolean {
  return git.text(['rev-parse', '--is-shallow-repository']) === 'true';
}
