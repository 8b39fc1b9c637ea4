/**
 * Materials: files that launches read, made once and used by every run that needs the same. A folder that is there is
 * whole: it is made under another name and renamed when it is finished.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TuttiError } from '../model/errors.js';
import type { Materials } from '../model/suite.js';
import { cannotWrite, makeFolder } from './write-file.js';

const option = '--materials DIR';
/** Part of the name of a folder that is being made. */
const unfinished = '.making-';
/** Share of the free space that materials may take. */
const spaceShare = 0.9;

/**
 * Sees to it that materials are there.
 * @param folder the folder of all materials
 * @param progress hears of bytes made, only when there is something to make
 * @returns the absolute path of their folder
 * @throws TuttiError CANNOT_WRITE or NO_SPACE, before anything is written or with nothing left behind
 */
export async function ensureMaterials(
  folder: string,
  materials: Materials,
  progress: (doneBytes: number) => void,
): Promise<string> {
  const place = resolve(folder, materials.name);
  const isThere = (): boolean => existsSync(place) && (materials.matches?.(place) ?? true);
  if (isThere()) return place;
  makeFolder(folder, option);
  requireSpace(folder, materials);
  const making = makeUnfinished(place);
  try {
    await materials.make(making, progress);
    // Servers that give up their privileges read them too.
    chmodSync(making, 0o755);
    // Someone else may have made the same meanwhile: theirs is as good.
    if (isThere()) return place;
    rmSync(place, { recursive: true, force: true });
    renameSync(making, place);
    return place;
  } catch (thrown) {
    throw thrown instanceof TuttiError ? thrown : cannotWrite(place, thrown, option);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Removes all materials, finished or not. @returns the paths that were removed */
export function removeMaterials(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const places = readdirSync(folder).map((name) => join(folder, name));
  for (const place of places) rmSync(place, { recursive: true, force: true });
  return places;
}

function makeUnfinished(place: string): string {
  try {
    return mkdtempSync(`${place}${unfinished}`);
  } catch (thrown) {
    throw cannotWrite(place, thrown, option);
  }
}

function requireSpace(folder: string, { name, bytes }: Materials): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (bytes <= free * spaceShare) return;
  const megabytes = (count: number): string => `${Math.ceil(count / 1e6)} MB`;
  throw new TuttiError('NO_SPACE', { name, needed: megabytes(bytes), free: megabytes(free), folder });
}
