/**
 * Compiles C++ and assembly for the build programs: finds the compiler, compiles what changed (as many files at a time as
 * there are CPUs), links, and writes a build report that says what was built, with what, or why not. A missing compiler
 * is a report, not an error.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { dist, isFresh, top } from './house.mjs';
import { ensureLibrary, hasLibrary } from './libraries.mjs';

const remedy = 'apt-get install g++   (or set CXX to a C++20 compiler)';

/** Flags of everything that is compiled here: C++20, every warning an error, asserts left on. */
const commonFlags = ['-std=c++20', '-O2', '-g', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-pthread'];

/**
 * A build report: `dist/<folder>/build.json`.
 * @typedef {{ ok: boolean, reason?: string, remedy?: string, versions: Record<string, string> }} BuildReport
 */

/**
 * A library or program to link.
 * @typedef {object} Output
 * @property {string} file where to write it, relative to `dist/<folder>`; `.a` makes a static library
 * @property {string[]} sources C++ and assembly files, relative to the top; outputs of one recipe share the objects
 * @property {string[]} [link] flags of the linker
 */

/**
 * What to build.
 * @typedef {object} Recipe
 * @property {string} folder folder the report is about, relative to the top: `targets/native`
 * @property {string} [compiler] command of the compiler, to build for another machine; else $CXX or what is found
 * @property {string[]} [compile] flags of the compiler besides the common ones
 * @property {Library} [library] a library of somebody else without which nothing of this can be built
 * @property {import('./libraries.mjs').OptionalLibrary[]} [optional] libraries that it uses where they are
 * @property {Output[]} outputs
 */

/**
 * A library that may be missing.
 * @typedef {object} Library
 * @property {string} name as a user knows it
 * @property {string[]} headers what it installs: `st.h`
 * @property {string} version a macro of these headers that says which it is
 * @property {string} remedy the command that installs it
 */

/**
 * @typedef {{ command: string, version: string }} Compiler
 */

/** A step of the build that failed, with what the compiler printed. */
class StepFailed extends Error {
  /**
   * @param {string} step
   * @param {string} printed
   */
  constructor(step, printed) {
    const line = printed.split('\n').find((text) => text.includes('error')) ?? '';
    super(`${step}: ${line.trim()}`);
    this.printed = printed;
  }
}

/**
 * Builds the outputs of a recipe and writes its report.
 * @param {Recipe} recipe
 * @returns {Promise<BuildReport>} the report it wrote
 */
export async function compile(recipe) {
  const compiler = findCompiler(recipe.compiler);
  const report =
    compiler === undefined ? missing() : await compileWith(compiler, await withOptional(compiler, recipe));
  writeReport(recipe.folder, report);
  return report;
}

/**
 * The version of a library, as its header says it.
 * @param {Compiler} compiler
 * @param {Library} library
 * @returns {string | undefined} undefined when the library is not installed
 */
function versionOf({ command }, { headers, version }) {
  const input = `${headers.map((header) => `#include <${header}>\n`).join('')}${version}\n`;
  const { status, stdout } = spawnSync(command, ['-E', '-P', '-x', 'c++', '-'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return status === 0 ? stdout.trim().split('\n').at(-1)?.replaceAll('"', '') : undefined;
}

/**
 * Writes a report, and says aloud what failed, unless it is what the last one said.
 * @param {string} folder
 * @param {BuildReport} report
 */
export function writeReport(folder, report) {
  const out = join(dist, folder);
  const file = join(out, 'build.json');
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(out, { recursive: true });
  writeFileSync(file, text);
  if (!report.ok) process.stderr.write(`setup: ${folder}: ${report.reason}\n       ${report.remedy}\n`);
}

/**
 * The recipe with the flags of those of its optional libraries that are there; they are not installed for another machine.
 * @param {Compiler} compiler
 * @param {Recipe} recipe
 * @returns {Promise<Recipe>}
 */
async function withOptional({ command }, recipe) {
  const { compile: flags = [], optional = [], compiler: other } = recipe;
  const find = other === undefined ? ensureLibrary : hasLibrary;
  /** @type {typeof optional} */
  const found = [];
  for (const library of optional) if (await find(command, library)) found.push(library);
  return {
    ...recipe,
    compile: [...flags, ...found.map(({ define }) => `-D${define}`)],
    outputs: recipe.outputs.map((output) => ({
      ...output,
      link: [...(output.link ?? []), ...found.flatMap(({ link }) => link)],
    })),
  };
}

/** @returns {BuildReport} */
function missing() {
  return { ok: false, reason: 'no C++ compiler (tried $CXX, c++, g++, clang++)', remedy, versions: {} };
}

/**
 * @param {string} [wanted] the only command to try
 * @returns {Compiler | undefined}
 */
export function findCompiler(wanted) {
  const commands = wanted === undefined ? [process.env['CXX'], 'c++', 'g++', 'clang++'] : [wanted];
  for (const command of commands) {
    if (command === undefined || command === '') continue;
    const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    if (status === 0) return { command, version: stdout.split('\n')[0] ?? command };
  }
  return undefined;
}

/**
 * @param {Compiler} compiler
 * @param {Recipe} recipe
 * @returns {Promise<BuildReport>}
 */
async function compileWith(compiler, recipe) {
  const out = join(dist, recipe.folder);
  const flags = [...commonFlags, ...(recipe.compile ?? [])];
  // Without folders of this machine, which say nothing about the result.
  const said = flags.filter((flag) => !flag.startsWith('-isystem'));
  const versions = { compiler: compiler.version, flags: said.join(' ') };
  const { library } = recipe;
  if (library !== undefined) {
    const version = versionOf(compiler, library);
    const reason = `${library.name} is not installed (no <${library.headers[0]}>)`;
    if (version === undefined) return { ok: false, reason, remedy: library.remedy, versions };
    Object.assign(versions, { [library.name]: version });
  }
  // Objects made by another compiler or with other flags are other objects: they stand in another folder.
  const objects = join(out, 'objects', digest(compiler.version, ...flags));
  mkdirSync(objects, { recursive: true });
  try {
    const sources = [...new Set(recipe.outputs.flatMap((output) => output.sources))];
    await eachAtATime(availableParallelism(), sources, (source) =>
      compileSource(compiler, flags, source, objectOf(objects, source)),
    );
    await eachAtATime(availableParallelism(), recipe.outputs, (output) =>
      linkOutput(compiler, output, objects, out),
    );
    return { ok: true, versions };
  } catch (thrown) {
    if (!(thrown instanceof StepFailed)) throw thrown;
    const log = join(out, 'build.log');
    writeFileSync(log, thrown.printed);
    const advice = `what the compiler said is in ${relative(top, log)}; mend that, or set CXX to another C++20 compiler`;
    return { ok: false, reason: thrown.message, remedy: advice, versions };
  }
}

/**
 * @param {Compiler} compiler
 * @param {string[]} flags
 * @param {string} source
 * @param {string} object
 */
async function compileSource(compiler, flags, source, object) {
  if (isFresh(object, dependencies(object))) return;
  const printed = await run(compiler.command, [...flags, '-MMD', '-c', join(top, source), '-o', object]);
  if (printed !== undefined) throw new StepFailed(`${source} does not compile`, printed);
}

/**
 * @param {Compiler} compiler
 * @param {Output} output
 * @param {string} objects
 * @param {string} out
 */
async function linkOutput(compiler, output, objects, out) {
  const file = join(out, output.file);
  const made = output.sources.map((source) => objectOf(objects, source));
  const args = [...made, '-pthread', ...(output.link ?? [])];
  const said = `${file}.link`;
  const sameArgs = existsSync(said) && readFileSync(said, 'utf8') === args.join('\n');
  if (sameArgs && isFresh(file, made)) return;
  mkdirSync(dirname(file), { recursive: true });
  // An archive keeps what it held before; a library is whole and fresh.
  rmSync(file, { force: true });
  const printed = file.endsWith('.a')
    ? await run('ar', ['rcs', file, ...made])
    : await run(compiler.command, [...args, '-o', file]);
  if (printed !== undefined) throw new StepFailed(`${relative(top, file)} does not link`, printed);
  writeFileSync(said, args.join('\n'));
}

/**
 * @param {string} objects
 * @param {string} source
 */
function objectOf(objects, source) {
  return join(objects, `${digest(source)}-${basename(source)}.o`);
}

/** @param {string[]} parts */
function digest(...parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
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
 * @returns {Promise<string | undefined>} what it printed when it failed
 */
function run(command, args) {
  return new Promise((resolve) => {
    execFile(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 }, (error, _stdout, stderr) =>
      resolve(error === null ? undefined : stderr || error.message),
    );
  });
}

/**
 * Does something for every item, `count` items at a time; the first failure ends it.
 * @template T
 * @param {number} count
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<void>} act
 */
async function eachAtATime(count, items, act) {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await act(item);
  };
  await Promise.all(Array.from({ length: count }, worker));
}
