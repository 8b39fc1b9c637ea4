/** One process measures a run: a file that names it, void when that process is gone. */
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TuttiError } from '../model/errors.js';
import { cannotWrite } from './write-file.js';

const lockFile = 'lock';

/**
 * Takes the lock of a run folder for this process.
 * @throws TuttiError RUN_IN_USE when a living process has it, CANNOT_WRITE when the folder cannot be written
 */
export function takeLock(folder: string): void {
  const lock = join(folder, lockFile);
  const mine = `${lock}.${process.pid}`;
  try {
    if (existsSync(lock)) removeStale(lock, basename(folder));
    writeFileSync(mine, `${process.pid} ${startOf(process.pid)}\n`);
    // A link fails when the name is taken: of two processes at the same time, one gets it.
    linkSync(mine, lock);
  } catch (thrown) {
    throw thrown instanceof TuttiError ? thrown : cannotWrite(lock, thrown);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Lets go of a run folder. */
export function releaseLock(folder: string): void {
  rmSync(join(folder, lockFile), { force: true });
}

/** A process id is used again after a while; the id with the time of its start is not. */
function removeStale(lock: string, run: string): void {
  const [pid = '', startedAt = ''] = readFileSync(lock, 'utf8').trim().split(' ');
  if (startOf(Number(pid)) === startedAt && startedAt !== '')
    throw new TuttiError('RUN_IN_USE', { run, pid });
  rmSync(lock, { force: true });
}

/** When a process started, in ticks since boot; empty when there is no such process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
