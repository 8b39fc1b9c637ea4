/**
 * The working tree as a commit: what is changed and what is new, but not what git ignores. The user's index, branches and
 * files are not touched; the commit belongs to no branch, and git removes it in time.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { git } from './git.js';
import type { Repository } from './resolve.js';

const author = {
  GIT_AUTHOR_NAME: 'Tutti',
  GIT_AUTHOR_EMAIL: 'tutti@localhost',
  GIT_COMMITTER_NAME: 'Tutti',
  GIT_COMMITTER_EMAIL: 'tutti@localhost',
};

/**
 * @param parent the commit that is checked out
 * @param without paths below the top that are left as the parent has them
 * @returns the commit; null when nothing is changed
 */
export async function snapshot(
  { top }: Repository,
  parent: string,
  without: readonly string[],
): Promise<string | null> {
  const scratch = mkdtempSync(join(tmpdir(), 'tutti-index-'));
  try {
    const index = join(scratch, 'index');
    const users = resolve(top, await git(top, ['rev-parse', '--git-path', 'index']));
    if (existsSync(users)) copyFileSync(users, index);
    const environment = { ...author, GIT_INDEX_FILE: index };
    const excluded = without.map((path) => `:(top,exclude,literal)${path}`);
    await git(top, ['add', '--all', '--', ':(top)', ...excluded], environment);
    const tree = await git(top, ['write-tree'], environment);
    if (tree === (await git(top, ['rev-parse', `${parent}^{tree}`]))) return null;
    const message = 'the working tree, as measured';
    return await git(top, ['commit-tree', tree, '-p', parent, '-m', message], environment);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
