/** Finds a browser to draw figures and to test the dashboard with, and installs one where that can be done quietly. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { installPackage, isDebian, quietly, say } from './debian.mjs';
import { top } from './house.mjs';

/** Names of Chromium on PATH, in order. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser to use: the one TUTTI_BROWSER names, else Chromium or Chrome on PATH, else the one that Playwright
 * downloaded. When TUTTI_BROWSER names no program there is none: another one in its place would be a surprise.
 * @returns {{ path: string } | undefined}
 */
export function findBrowser() {
  const chosen = process.env['TUTTI_BROWSER'];
  if (chosen !== undefined && chosen !== '') return isProgram(chosen) ? { path: chosen } : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  const path = onPath ?? playwrightBrowser();
  return path === undefined ? undefined : { path };
}

/** The one command that installs a browser on this machine. */
export function browserRemedy() {
  if (isDebian()) return 'apt-get install --no-install-recommends chromium   (as root)';
  return 'npx playwright install chromium   (or set TUTTI_BROWSER=/path/to/chromium)';
}

/**
 * Finds a browser or installs one: Playwright's own download, else, as root on Debian, the package `chromium`. When
 * neither works it prints the command that does, and everything goes on without.
 * @returns {Promise<{ path: string } | undefined>}
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  const chosen = process.env['TUTTI_BROWSER'];
  if (chosen !== undefined && chosen !== '') {
    say(`TUTTI_BROWSER is ${chosen}, which is not a program: no figures are exported`);
    return undefined;
  }
  say('no browser found; installing one');
  const installed = (await downloadBrowser()) ?? (await installChromium());
  if (installed === undefined) say(`no browser could be installed; to install one: ${browserRemedy()}`);
  return installed;
}

async function downloadBrowser() {
  const program = join(top, 'node_modules/playwright/cli.js');
  if (existsSync(program)) await quietly(process.execPath, [program, 'install', 'chromium']);
  return findBrowser();
}

async function installChromium() {
  await installPackage('chromium');
  return findBrowser();
}

/** @returns {string | undefined} */
function playwrightBrowser() {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright');
    const path = chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    // Playwright is not installed yet, or has no browser for this machine.
    return undefined;
  }
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
