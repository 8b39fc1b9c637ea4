/** `npm start`: set everything up, measure every suite on every available target, publish the dashboard. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureBrowser } from './browser.mjs';
import { dist, top } from './house.mjs';
import { installDependencies } from './install.mjs';

installDependencies();
await build();
await ensureBrowser();
tutti('run', '--profile', 'quick');
tutti('publish', '--out', 'results/site');

/**
 * Runs one command of Tutti, and ends with its exit code when it fails.
 * @param {...string} words
 */
function tutti(...words) {
  const { status, signal } = spawnSync(process.execPath, [join(dist, 'harness/cli/main.js'), ...words], {
    cwd: top,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 3));
}
