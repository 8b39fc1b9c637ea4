/** The files that launches read: what suites can be measured where they would lie, and their making before a run. */
import { resolve } from 'node:path';
import { describeStorage } from '../model/environment.js';
import { TuttiError } from '../model/errors.js';
import type { Plan, PlannedLaunch } from '../model/plan.js';
import type { UnavailableTarget } from '../model/run.js';
import type { Materials, Suite } from '../model/suite.js';
import { directIoFault } from '../observe/direct-io.js';
import { nearestThere } from '../observe/mounts.js';
import { storageOf } from '../observe/storage.js';
import type { Progress } from '../report/progress.js';
import { ensureMaterials } from '../store/materials.js';
import { cannotWrite } from '../store/write-file.js';
import type { House } from './house.js';

const option = '--materials DIR';

/** What a launch is told of its materials. */
export interface PlacedMaterials {
  /** Their folder. */
  readonly materials?: string;
  /** Name of the device below them, where its other work is to be watched. */
  readonly device?: string;
}

/**
 * The suites that read past the page cache, where the folder of all materials does not allow that: nobody can run them
 * there. Those the user has asked for by name are an error.
 * @throws TuttiError UNFIT_FOLDER, CANNOT_WRITE
 */
export function unfitSuites(
  suites: readonly Suite[],
  named: readonly string[],
  { targets }: House,
  folder: string,
): UnavailableTarget[] {
  const reading = suites.filter((suite) => usualMaterials(suite)?.direct === true);
  if (reading.length === 0) return [];
  const unfit = unfitness(folder);
  if (unfit === undefined) return [];
  const wanted = reading.find(({ name }) => named.includes(name));
  if (wanted !== undefined) throw unfitFolder(usualMaterials(wanted)?.name ?? '', folder, unfit);
  const reason = `its files cannot be measured in ${resolve(folder)} (${unfit.storage}): ${unfit.reason}`;
  return reading.flatMap(({ name: suite }) =>
    targets
      .filter((target) => suite in target.suites)
      .map((target) => ({ target: target.name, suite, reason, remedy: `choose another with ${option}` })),
  );
}

/** Materials at the point where every factor has its default: whether they are read directly, no factor changes. */
function usualMaterials(suite: Suite): Materials | undefined {
  return suite.materials?.(Object.fromEntries(suite.factors.map((factor) => [factor.name, factor.default])));
}

interface Unfitness {
  /** The file system, in words. */
  readonly storage: string;
  readonly reason: string;
}

/** @throws TuttiError CANNOT_WRITE */
function unfitness(folder: string): Unfitness | undefined {
  const place = nearestThere(folder);
  try {
    const reason = directIoFault(place);
    if (reason === undefined) return undefined;
    const storage = storageOf(place);
    return { storage: storage === null ? 'unknown file system' : describeStorage(storage), reason };
  } catch (thrown) {
    throw cannotWrite(place, thrown, option);
  }
}

function unfitFolder(name: string, folder: string, { storage, reason }: Unfitness): TuttiError {
  return new TuttiError('UNFIT_FOLDER', { name, folder: resolve(folder), storage, reason });
}

/**
 * Makes what the launches of a plan read, where it is not there yet.
 * @returns what each launch is to be told
 * @throws TuttiError UNFIT_FOLDER, CANNOT_WRITE, NO_SPACE
 */
export async function prepareMaterials(
  plan: Plan,
  suiteNamed: (name: string) => Suite,
  folder: string,
  progress: Progress,
): Promise<(planned: PlannedLaunch) => PlacedMaterials> {
  const places = new Map<string, PlacedMaterials>();
  for (const { suite, point } of plan.launches) {
    const materials = suiteNamed(suite).materials?.(point);
    if (materials === undefined || places.has(materials.name)) continue;
    const { name, bytes } = materials;
    const watched = materials.direct === true ? requireFit(name, folder) : {};
    const say = (doneBytes: number): void => progress.making(name, doneBytes, bytes);
    places.set(name, { materials: await ensureMaterials(folder, materials, say), ...watched });
  }
  return ({ suite, point }) => places.get(suiteNamed(suite).materials?.(point).name ?? '') ?? {};
}

/** @returns the device to watch, if there is one with counters */
function requireFit(name: string, folder: string): Pick<PlacedMaterials, 'device'> {
  const unfit = unfitness(folder);
  if (unfit !== undefined) throw unfitFolder(name, folder, unfit);
  const device = storageOf(folder)?.device?.name;
  return device === undefined ? {} : { device };
}
