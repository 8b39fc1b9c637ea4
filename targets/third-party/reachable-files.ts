/**
 * The file set where the account of the server can read it. What lies in a folder that is closed to it (root's home, say)
 * is linked into the scratch folder: the same files under another path, at no cost while they are served.
 */
import { linkSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf } from '../../harness/model/errors.js';
import { type Manifest, manifestName } from '../../suites/web/file-set/manifest.js';
import { type Account, mayRead } from './account.js';

/** Where the files are, or why the account cannot read them. */
export function reachableFiles(
  account: Account,
  materials: string,
  { files }: Manifest,
  dir: string,
): { folder: string } | { unsupported: string } {
  if (mayRead(account, join(materials, manifestName))) return { folder: materials };
  const who = account.name ?? 'this account';
  const advice = `let others look into the folders above, such as: chmod o+x ${dirname(materials)}`;
  try {
    const folder = join(dir, 'files');
    for (const { path } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      linkSync(join(materials, path), join(folder, path));
    }
    return { folder };
  } catch (thrown) {
    return {
      unsupported: `${who} may not read ${materials} (nor a link to it: ${reasonOf(thrown)}); ${advice}`,
    };
  }
}
