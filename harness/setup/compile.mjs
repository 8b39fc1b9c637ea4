/**
 * Compiles C++ for the build programs: finds the compiler, compiles what changed, links, and writes a build report that
 * says what was built, with what, or why not. A missing compiler is a report, not an error.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { dist, isFresh, top } from './house.mjs';

const remedy = 'apt-get install g++   (or set CXX to a C++20 compiler), then npm run build';

/**
 * A build report: `dist/<folder>/build.json`.
 * @typedef {{ ok: boolean, reason?: string, remedy?: string, versions: Record<string, string> }} BuildReport
 */

/**
 * What to build.
 * @typedef {object} Recipe
 * @property {string} folder folder of the sources, relative to the top: `targets/native`
 * @property {string[]} sources files to compile, relative to that folder
 * @property {string} output file to link, relative to `dist/<folder>`
 * @property {string[]} compile flags of the compiler
 * @property {string[]} link flags of the linker
 */

/**
 * Builds one library or program and writes its report.
 * @param {Recipe} recipe
 */
export function compile(recipe) {
  const out = join(dist, recipe.folder);
  mkdirSync(out, { recursive: true });
  const compiler = findCompiler();
  writeReport(recipe.folder, compiler === undefined ? missing() : compileWith(compiler, recipe, out));
}

/**
 * @param {string} folder
 * @param {BuildReport} report
 */
export function writeReport(folder, report) {
  const out = join(dist, folder);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'build.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (!report.ok) process.stderr.write(`setup: ${folder}: ${report.reason}\n`);
}

/** @returns {BuildReport} */
function missing() {
  return { ok: false, reason: 'no C++ compiler (tried $CXX, c++, g++, clang++)', remedy, versions: {} };
}

/** @returns {{ command: string, version: string } | undefined} */
export function findCompiler() {
  for (const command of [process.env['CXX'], 'c++', 'g++', 'clang++']) {
    if (command === undefined || command === '') continue;
    const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    if (status === 0) return { command, version: stdout.split('\n')[0] ?? command };
  }
  return undefined;
}

/**
 * @param {{ command: string, version: string }} compiler
 * @param {Recipe} recipe
 * @param {string} out
 * @returns {BuildReport}
 */
function compileWith(compiler, recipe, out) {
  const flags = recipe.compile.join(' ');
  const flagsFile = join(out, `${basename(recipe.output)}.flags`);
  const said = `${compiler.version} ${flags} ${recipe.link.join(' ')}`;
  const sameFlags = existsSync(flagsFile) && readFileSync(flagsFile, 'utf8') === said;
  const objects = recipe.sources.map((source) => join(out, `${source.replaceAll('/', '-')}.o`));
  for (const [index, source] of recipe.sources.entries()) {
    const object = objects[index] ?? '';
    if (sameFlags && isFresh(object, dependencies(object))) continue;
    const path = join(top, recipe.folder, source);
    const failure = run(compiler.command, [...recipe.compile, '-MMD', '-c', path, '-o', object]);
    if (failure !== undefined) return failed(compiler, `${recipe.folder}/${source} does not compile`, failure);
  }
  const output = join(out, recipe.output);
  if (!sameFlags || !isFresh(output, objects)) {
    const failure = run(compiler.command, [...objects, ...recipe.link, '-o', output]);
    if (failure !== undefined) return failed(compiler, `${relative(top, output)} does not link`, failure);
  }
  writeFileSync(flagsFile, said);
  return { ok: true, versions: { compiler: compiler.version, flags } };
}

/**
 * The files an object was made from, by the compiler's own list.
 * @param {string} object
 */
function dependencies(object) {
  const list = object.replace(/\.o$/, '.d');
  if (!existsSync(list)) return [''];
  return readFileSync(list, 'utf8').replaceAll('\\\n', ' ').split(/\s+/).slice(1).filter(Boolean);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {string | undefined} what it printed when it failed
 */
function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr);
}

/**
 * @param {{ version: string }} compiler
 * @param {string} reason
 * @param {string} output
 * @returns {BuildReport}
 */
function failed(compiler, reason, output) {
  process.stderr.write(output);
  const said = output.split('\n').find((line) => line.includes('error')) ?? '';
  return { ok: false, reason: `${reason}: ${said.trim()}`, remedy, versions: { compiler: compiler.version } };
}
