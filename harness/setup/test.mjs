/** `npm test`: set everything up, run every test, and print the count alone on the last line. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureBrowser } from './browser.mjs';
import { dist, top } from './house.mjs';
import { installDependencies } from './install.mjs';

const report = join(dist, 'test-report.json');

installDependencies();
await build();
await ensureBrowser();
rmSync(report, { force: true });
const { status } = spawnSync(
  process.execPath,
  [
    join(top, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(top, 'harness/setup/vitest.config.ts'),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: top, stdio: 'inherit' },
);
process.stdout.write(`${count(status === 0)}\n`);
process.exitCode = status === 0 ? 0 : 1;

/**
 * The line that says how many tests passed, failed and were skipped. Whatever ends the runner is a failure.
 * @param {boolean} fine
 */
function count(fine) {
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number }} */
  let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    process.stderr.write('the test runner left no report\n');
  }
  const failed = fine ? counts.numFailedTests : Math.max(1, counts.numFailedTests);
  const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : '';
  return `${counts.numPassedTests} passed, ${failed} failed${skipped}`;
}
