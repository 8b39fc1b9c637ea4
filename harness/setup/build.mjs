/** Builds what is out of date: TypeScript, native code, the dashboard's bundle. `npm run build`. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist, nativeBuilds, sources, top } from './house.mjs';

/** @typedef {import('./house.mjs').SourceFile} SourceFile */

const stamp = join(dist, '.built');

/** Brings dist/ up to date. Ends the process when the TypeScript does not compile. */
export async function build() {
  const files = sources();
  if (isBuilt(files)) {
    await runBuilds(nativeBuilds().filter(failedBefore));
    return;
  }
  process.stderr.write('setup: building\n');
  const startedAt = new Date();
  compileTypeScript(files);
  await runBuilds(nativeBuilds());
  writeFileSync(stamp, listOf(files));
  utimesSync(stamp, startedAt, startedAt);
}

/** Brings up to date what is the same on every machine: JavaScript, the data beside it, the dashboard's page. */
export async function buildPortable() {
  const files = sources();
  if (isBuilt(files)) return;
  compileTypeScript(files);
  await runBuilds([join(top, 'dashboard/build.mjs')]);
}

/** @param {SourceFile[]} files */
function listOf(files) {
  return files.map(({ path }) => relative(top, path)).join('\n');
}

/**
 * True when the stamp is of these very files and none has changed since.
 * @param {SourceFile[]} files
 */
function isBuilt(files) {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== listOf(files)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  return files.every(({ changedMs }) => changedMs < builtMs);
}

/** @param {string[]} programs */
async function runBuilds(programs) {
  for (const program of programs) await import(pathToFileURL(program).href);
}

/**
 * A build that failed is tried again each time: what it lacked may be there now.
 * @param {string} program
 */
function failedBefore(program) {
  const report = join(dist, relative(top, dirname(program)), 'build.json');
  return existsSync(report) && JSON.parse(readFileSync(report, 'utf8')).ok === false;
}

/** Compiled files whose source is gone would still be discovered. */
function removeOrphans() {
  for (const entry of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!/\.m?js(\.map)?$/.test(entry) || !/^(suites|targets)\//.test(entry)) continue;
    const source = join(top, entry.replace(/\.map$/, ''));
    if (!existsSync(source.replace(/\.js$/, '.ts')) && !existsSync(source)) rmSync(join(dist, entry));
  }
}

/** @param {SourceFile[]} files */
function compileTypeScript(files) {
  mkdirSync(dist, { recursive: true });
  removeOrphans();
  const { status } = spawnSync(
    process.execPath,
    [join(top, 'node_modules/typescript/bin/tsc'), '-p', join(top, 'harness/setup/tsconfig.build.json')],
    { stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) process.exit(3);
  copyData(files.map(({ path }) => path));
}

/**
 * Data that stands beside sources and is read at run time.
 * @param {string[]} files
 */
function copyData(files) {
  for (const path of files.filter((file) => /\/(reference\.json|[^/]+\.html|[^/]+\.css)$/.test(file))) {
    const copy = join(dist, relative(top, path));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(path, copy);
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { installDependencies } = await import('./install.mjs');
  installDependencies();
  await build();
}
