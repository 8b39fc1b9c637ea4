/** `npm run screenshots`: takes the pictures of the documentation from the published example. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { ensureBrowser } from './browser.mjs';
import { dist, top } from './house.mjs';
import { installDependencies } from './install.mjs';

const example = join(top, 'results/published/example.json.gz');

installDependencies();
await build();
const browser = await ensureBrowser();
if (browser === undefined) process.exitCode = 2;
else await takePictures(browser.path);

/**
 * Publishes the example into a folder of its own, and takes the pictures there.
 * @param {string} browserPath
 */
async function takePictures(browserPath) {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-screenshots-'));
  try {
    const words = [join(dist, 'harness/cli/main.js'), 'publish', example, '--out', folder];
    const { status } = spawnSync(process.execPath, words, {
      // Not in the checkout: what was measured in it is not the example's.
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) {
      process.exitCode = status ?? 3;
      return;
    }
    const { takeScreenshots } = await import(pathToFileURL(join(dist, 'dashboard/screenshots.js')).href);
    const { shots } = await import(pathToFileURL(join(dist, 'dashboard/shots.js')).href);
    const files = await takeScreenshots(shots, folder, join(top, 'docs/pictures'), browserPath);
    process.stdout.write(`${files.join('\n')}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
