/** Where things are: the folders of a checkout that the set-up works on. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the checkout. */
export const top = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Everything that is built, and nothing else. */
export const dist = join(top, 'dist');
/** False in an installed package, which holds compiled JavaScript instead of what it is made from. */
export const isCheckout = existsSync(join(top, 'tsconfig.json'));

/** Folders that hold sources. */
const sourceFolders = ['harness', 'suites', 'targets', 'dashboard'];

/** @typedef {{ path: string, changedMs: number }} SourceFile a file, with the time of its last change */

/**
 * Every file under the source folders.
 * @returns {SourceFile[]}
 */
export function sources() {
  return sourceFolders.flatMap((folder) =>
    readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath ?? entry.path, entry.name);
        return { path, changedMs: statSync(path).mtimeMs };
      }),
  );
}

/**
 * The programs that build something other than TypeScript: one `build.mjs` in the folder of what it builds.
 * @returns {string[]}
 */
export function nativeBuilds() {
  return sources()
    .map(({ path }) => path)
    .filter((path) => path.endsWith('/build.mjs') && !path.includes('/harness/setup/'))
    .sort();
}

/**
 * True when `made` exists and is newer than every one of `from`.
 * @param {string} made
 * @param {readonly string[]} from
 */
export function isFresh(made, from) {
  if (!existsSync(made)) return false;
  const madeMs = statSync(made).mtimeMs;
  return from.every((path) => existsSync(path) && statSync(path).mtimeMs <= madeMs);
}
