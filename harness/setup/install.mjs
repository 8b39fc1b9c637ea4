/** Installs the dependencies by the lock file when they are missing or out of date. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isFresh, top } from './house.mjs';

/** Does nothing when node_modules is newer than the lock file. Ends the process when the installation fails. */
export function installDependencies() {
  const marker = join(top, 'node_modules', '.package-lock.json');
  if (isFresh(marker, [join(top, 'package-lock.json')])) return;
  process.stderr.write('setup: installing the dependencies (npm ci)\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: top,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (status !== 0) {
    process.stderr.write('setup: npm ci failed; mend what it says above and run the same command again\n');
    process.exit(3);
  }
}
