/** Builds what is out of date: TypeScript, native code, the dashboard's bundle. `npm run build`. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist, nativeBuilds, sources, top } from './house.mjs';

const stamp = join(dist, '.built');

/** Brings dist/ up to date. Ends the process when the TypeScript does not compile. */
export async function build() {
  const files = sources();
  if (isBuilt(files)) return;
  const startedAt = new Date();
  process.stderr.write('setup: building\n');
  mkdirSync(dist, { recursive: true });
  compileTypeScript();
  copyData(files.map(({ path }) => path));
  for (const program of nativeBuilds()) await import(pathToFileURL(program).href);
  writeFileSync(stamp, `${startedAt.toISOString()}\n`);
}

/** @param {{ changedMs: number }[]} files */
function isBuilt(files) {
  if (!existsSync(stamp)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  return files.every(({ changedMs }) => changedMs < builtMs);
}

function compileTypeScript() {
  const { status } = spawnSync(
    process.execPath,
    [join(top, 'node_modules/typescript/bin/tsc'), '-p', join(top, 'harness/setup/tsconfig.build.json')],
    { stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) process.exit(3);
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
