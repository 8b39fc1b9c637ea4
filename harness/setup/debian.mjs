/** Installs packages of the system, where that can be done without asking: as root on Debian. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** How long an installation may take, in milliseconds. */
const patience = 180_000;

/** Whether packages are installed with apt-get here. */
export function isDebian() {
  return existsSync('/usr/bin/apt-get');
}

/**
 * Installs a package when we may; it says so when that fails, and everything goes on without.
 * @param {string} name
 */
export async function installPackage(name) {
  if (!isDebian() || process.getuid?.() !== 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Somebody else may be installing at this moment.
  const patiently = ['-o', 'DPkg::Lock::Timeout=60', '-qq'];
  await quietly('apt-get', [...patiently, 'update'], env);
  await quietly('apt-get', [...patiently, 'install', '-y', '--no-install-recommends', name], env);
}

/**
 * Runs a program that may fail; what it printed is shown only when it does.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function quietly(command, args, env = process.env) {
  try {
    await promisify(execFile)(command, args, { env, timeout: patience });
  } catch (thrown) {
    say(thrown instanceof Error ? thrown.message.trim() : String(thrown));
  }
}

/** @param {string} words */
export function say(words) {
  process.stderr.write(`setup: ${words}\n`);
}
