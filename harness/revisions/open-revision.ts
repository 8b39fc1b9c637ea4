/**
 * Opens a revision: checks it out in a git worktree of its own and sets it up there, beside the user's working tree, which
 * is not touched.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { askGit, git } from './git.js';
import { findRepository, type Repository, resolveCommit } from './resolve.js';
import { setUp } from './set-up.js';

/** What to open, and where. */
export interface RevisionRequest {
  /** A folder in the working tree of the repository: what is measured lies in the same folder of the checkout. */
  readonly repository: string;
  /** Whatever git understands. */
  readonly revision: string;
  /** The folder to check out into, which is not there yet. */
  readonly folder: string;
  /** Lines for the shell that make it ready to be measured. */
  readonly setup: readonly string[];
  /** What the error calls it when it cannot be set up; the revision itself when not given. */
  readonly what?: string;
  /** The file that gets what the set-up prints; beside the checkout when not given. */
  readonly log?: string;
  /** Aborted to give up. */
  readonly signal?: AbortSignal;
}

/** A revision that is ready to be measured. */
export interface Revision {
  readonly commit: string;
  /** The top of its checkout. */
  readonly top: string;
  /** The folder of the checkout that stands for the folder of the request. */
  readonly folder: string;
  readonly log: string;
  /** Removes the checkout and what git knows of it. */
  remove(): Promise<void>;
}

/**
 * @throws TuttiError NO_REPOSITORY, UNKNOWN_REVISION, GIT_FAILED, SETUP_FAILED; the reason of the signal when that is
 * aborted. Nothing is left behind then but the log.
 */
export async function openRevision(request: RevisionRequest): Promise<Revision> {
  const { revision, folder: top, log = `${request.folder}.log`, signal } = request;
  const repository = await findRepository(request.repository);
  const commit = await resolveCommit(repository, revision);
  signal?.throwIfAborted();
  const opened: Revision = {
    commit,
    top,
    folder: join(top, repository.within),
    log,
    remove: () => removeWorktree(repository, top),
  };
  mkdirSync(dirname(top), { recursive: true });
  mkdirSync(dirname(log), { recursive: true });
  try {
    await git(repository.top, ['worktree', 'add', '--detach', '--force', top, commit]);
    await openSubmodules(top);
    mkdirSync(opened.folder, { recursive: true });
    const what = `${request.what ?? basename(revision)} (${commit.slice(0, 10)})`;
    await setUp({ folder: opened.folder, commands: request.setup, log, what, signal });
    return opened;
  } catch (thrown) {
    await opened.remove();
    throw thrown;
  }
}

/** A worktree comes without the submodules of its commit. @throws TuttiError GIT_FAILED when they cannot be fetched */
async function openSubmodules(top: string): Promise<void> {
  if (!existsSync(join(top, '.gitmodules'))) return;
  await git(top, ['submodule', '--quiet', 'update', '--init', '--recursive']);
}

async function removeWorktree({ top: home }: Repository, top: string): Promise<void> {
  // Twice --force: also when it is locked, or has submodules. It fails when it is half made.
  await askGit(home, ['worktree', 'remove', '--force', '--force', top]);
  rmSync(top, { recursive: true, force: true });
  await askGit(home, ['worktree', 'prune']);
}
