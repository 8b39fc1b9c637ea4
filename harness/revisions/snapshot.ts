/**
 * The working tree as a commit: what is changed and what is new, but not what git ignores. The user's index, branches and
 * files are not touched; the commit belongs to no branch, and git removes it in time.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Git } from '../store/git.js';

const author = {
  GIT_AUTHOR_NAME: 'Tutti',
  GIT_AUTHOR_EMAIL: 'tutti@localhost',
  GIT_COMMITTER_NAME: 'Tutti',
  GIT_COMMITTER_EMAIL: 'tutti@localhost',
};

/**
 * @param git at the top of the working tree
 * @param parent the commit that is checked out
 * @param without paths below the top that are left as the parent has them
 * @returns the commit; null when nothing is changed
 */
export function snapshot(git: Git, parent: string, without: readonly string[]): string | null {
  const scratch = mkdtempSync(join(tmpdir(), 'tutti-index-'));
  try {
    const index = join(scratch, 'index');
    const users = resolve(git.folder, git.text(['rev-parse', '--git-path', 'index']));
    if (existsSync(users)) copyFileSync(users, index);
    const env = { ...author, GIT_INDEX_FILE: index };
    // What is ignored anyhow must not be excluded: git takes that for a wish to add it, and refuses.
    const excluded = without
      .filter((path) => !git.try(['check-ignore', '--quiet', '--', path]).ok)
      .map((path) => `:(top,exclude,literal)${path}`);
    git.text(['add', '--all', '--', ':(top)', ...excluded], { env });
    const tree = git.text(['write-tree'], { env });
    if (tree === git.text(['rev-parse', `${parent}^{tree}`])) return null;
    return git.text(['commit-tree', tree, '-p', parent, '-m', 'the working tree, as measured'], { env });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
