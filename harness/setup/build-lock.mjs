/** One process at a time builds into a `dist`: a file that names the process, void when that is gone. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './debian.mjs';

/** How often a waiting process looks, in milliseconds. */
const lookEveryMs = 200;

/**
 * Does something while no other process does something under the same lock.
 * @param {string} lock path of the file
 * @param {() => Promise<void>} act
 */
export async function alone(lock, act) {
  let told = false;
  mkdirSync(dirname(lock), { recursive: true });
  while (!take(lock)) {
    const holder = holderOf(lock);
    if (holder !== undefined && !isAlive(holder)) removeStale(lock, holder);
    else {
      if (!told) say(`waiting for another process that builds${holder === undefined ? '' : ` (${holder})`}`);
      told = true;
      await wait(lookEveryMs);
    }
  }
  try {
    await act();
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * A link fails when the name is taken: of two processes at the same time, one gets it.
 * @param {string} lock
 */
function take(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n`);
  try {
    linkSync(mine, lock);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'EEXIST') throw thrown;
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * @param {string} lock
 * @returns {number | undefined} undefined when it has just been let go
 */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // A process of another user, which we may not signal, is there all the same.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/**
 * Puts the lock of a dead process away; another's, taken since we looked, is put back.
 * @param {string} lock
 * @param {number} holder
 */
function removeStale(lock, holder) {
  const away = `${lock}.away.${process.pid}`;
  try {
    renameSync(lock, away);
    if (Number(readFileSync(away, 'utf8')) !== holder) linkSync(away, lock);
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(away, { force: true });
  }
}
