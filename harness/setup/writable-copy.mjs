/**
 * Where an installed package works: its native parts are built into its own `dist`. Where nobody may write there (an image,
 * a package of another user) it works from a copy of itself in the user's cache.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { say } from './debian.mjs';
import { dist, top } from './house.mjs';

/**
 * The package's own folder, else its copy: `$XDG_CACHE_HOME/tutti/<version>-<platform>-<processor>-<which installation>`.
 * Ends the process when neither can be written, or the package has nothing compiled in it.
 */
export function writableCopy() {
  requireCompiled();
  if (canWrite(dist)) return top;
  const { version, dependencies } = description();
  const copy = join(cache(), `${version}-${process.platform}-${process.arch}-${installation()}`);
  if (existsSync(copy)) return copy;
  try {
    makeCopy(copy, Object.keys(dependencies));
  } catch (thrown) {
    say(`${dist} cannot be written, nor can ${dirname(copy)}: ${String(thrown)}`);
    say('set XDG_CACHE_HOME to a folder that can be written');
    process.exit(3);
  }
  return copy;
}

/** A package straight from a repository of git may lack what `npm pack` makes: npm runs no scripts of such without leave. */
function requireCompiled() {
  if (existsSync(join(dist, 'harness/cli/main.js'))) return;
  say(
    `${top} was installed without its compiled part; install the tarball that npm pack makes in a checkout`,
  );
  process.exit(3);
}

/** @param {string} folder */
function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {{ version: string, dependencies: Record<string, string> }} */
function description() {
  return JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
}

function cache() {
  const chosen = process.env['XDG_CACHE_HOME'];
  return join(chosen === undefined || chosen === '' ? join(homedir(), '.cache') : chosen, 'tutti');
}

/** Another place, or the same place installed anew, is another installation. */
function installation() {
  const { mtimeMs } = statSync(join(top, 'package.json'));
  return createHash('sha256').update(`${top}\n${mtimeMs}`).digest('hex').slice(0, 12);
}

/**
 * Made under another name and renamed when it is whole: two at the same time do not disturb each other.
 * @param {string} copy
 * @param {string[]} dependencies
 */
function makeCopy(copy, dependencies) {
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const files = readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(top.length + 1))
    .filter((file) => !file.startsWith('node_modules/'));
  for (const file of files) {
    mkdirSync(join(unfinished, dirname(file)), { recursive: true });
    copyFileSync(join(top, file), join(unfinished, file));
  }
  for (const name of dependencies) linkDependency(name, unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (thrown) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw thrown;
  }
}

/**
 * Links a package to where Node finds it from here: in the nearest `node_modules` upwards that has it.
 * @param {string} name
 * @param {string} copy
 */
function linkDependency(name, copy) {
  let from = top;
  while (!existsSync(join(from, 'node_modules', name))) {
    if (from === dirname(from)) return;
    from = dirname(from);
  }
  const link = join(copy, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(from, 'node_modules', name), link);
}
