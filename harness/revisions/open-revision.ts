/**
 * Opens a revision: checks it out in a git worktree of its own and sets it up there, beside the user's working tree, which
 * is not touched.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Git } from '../store/git.js';
import { findRepository, resolveCommit } from './resolve.js';
import { setUp } from './set-up.js';

/** Hooks of the user do not run: a checkout of ours is none of theirs. */
const withoutHooks = ['-c', 'core.hooksPath=/dev/null'];

/** What to open, and where. */
export interface RevisionRequest {
  /** A folder in the working tree of the repository: what is measured lies in the same folder of the checkout. */
  readonly repository: string;
  /** Whatever git understands. */
  readonly revision: string;
  /** The folder to check out into, which is not there yet. */
  readonly folder: string;
  /** Lines for the shell that make it ready to be measured; or how to find them in what was checked out. */
  readonly setup: readonly string[] | ((checkout: Checkout) => Promise<readonly string[]>);
  /** What the error calls it when it cannot be set up; the revision itself when not given. */
  readonly what?: string;
  /** The file that gets what the set-up prints; beside the checkout when not given. */
  readonly log?: string;
  /** Aborted to give up. */
  readonly signal?: AbortSignal;
}

/** Where a revision is checked out. */
export interface Checkout {
  readonly top: string;
  /** The folder of the checkout that stands for the folder of the request. */
  readonly folder: string;
}

/** A revision that is ready to be measured. */
export interface Revision extends Checkout {
  readonly commit: string;
  readonly log: string;
  /** Removes the checkout and what git knows of it. */
  remove(): void;
}

/**
 * @throws TuttiError NO_REPOSITORY, UNKNOWN_REVISION, GIT_FAILED, SETUP_FAILED; the reason of the signal when that is
 * aborted. Nothing is left behind then but the log.
 */
export async function openRevision(request: RevisionRequest): Promise<Revision> {
  const { revision, folder: top, log = `${request.folder}.log`, signal } = request;
  const repository = findRepository(request.repository);
  const commit = resolveCommit(repository, revision);
  signal?.throwIfAborted();
  const opened: Revision = {
    commit,
    top,
    folder: join(top, repository.within),
    log,
    remove: () => removeWorktree(repository.git, top),
  };
  mkdirSync(dirname(top), { recursive: true });
  mkdirSync(dirname(log), { recursive: true });
  try {
    repository.git.text([...withoutHooks, 'worktree', 'add', '--detach', '--force', top, commit]);
    openSubmodules(top);
    mkdirSync(opened.folder, { recursive: true });
    const { setup } = request;
    const commands = typeof setup === 'function' ? await setup(opened) : setup;
    const what = `${request.what ?? basename(revision)} (${commit.slice(0, 10)})`;
    await setUp({ folder: opened.folder, commands, log, what, signal });
    return opened;
  } catch (thrown) {
    opened.remove();
    throw thrown;
  }
}

/** A worktree comes without the submodules of its commit. @throws TuttiError GIT_FAILED when they cannot be fetched */
function openSubmodules(top: string): void {
  if (!existsSync(join(top, '.gitmodules'))) return;
  new Git(top).text([...withoutHooks, 'submodule', '--quiet', 'update', '--init', '--recursive']);
}

function removeWorktree(git: Git, top: string): void {
  // Twice --force: also when it is locked, or has submodules. It fails when it is half made.
  git.try(['worktree', 'remove', '--force', '--force', top]);
  rmSync(top, { recursive: true, force: true });
  git.try(['worktree', 'prune']);
}
