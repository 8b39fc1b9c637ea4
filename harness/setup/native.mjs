/** Builds the native parts whose folders it is given, and that are not built yet: `node native.mjs targets/native`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from './build-lock.mjs';
import { say } from './debian.mjs';
import { dist, top } from './house.mjs';

await alone(join(dist, 'building'), async () => {
  for (const folder of process.argv.slice(2)) {
    const report = reportOf(folder);
    if (report?.ok === true) continue;
    // What a build lacked the last time may be there now; whether it is, takes no time worth telling.
    if (report === undefined) say(`building ${folder}, which happens once`);
    await import(pathToFileURL(join(top, folder, 'build.mjs')).href);
  }
});

/**
 * @param {string} folder
 * @returns {{ ok: boolean } | undefined}
 */
function reportOf(folder) {
  const report = join(dist, folder, 'build.json');
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
}
