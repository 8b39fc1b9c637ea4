/** Native parts of an installed package are built when a measurement first needs them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Suite } from '../model/suite.js';
import type { Need, Target } from '../model/target.js';
import { readBuildReport } from '../plan/availability.js';
import { type House, isCheckout, lackingHere, root, top } from './house.js';
import type { Loading } from './loading.js';

/** What runs and accounts for every launch. */
const supervisor = 'harness/launch/supervisor';

/** What is to be measured. */
export interface Measuring {
  readonly suites: readonly Suite[];
  readonly targets: readonly Target[];
  readonly loading: Loading;
}

/** The house, after all has been built that these targets need to play these suites. */
export function builtFor(house: House, { suites, targets, loading }: Measuring): House {
  const playing = targets.filter((target) => suites.some(({ name }) => name in target.suites));
  const loaders = [...loading].filter(([suite]) => playing.some((target) => suite in target.suites));
  const needs = [...playing, ...loaders.map(([, generator]) => generator)].flatMap((one) => one.needs);
  return afterBuilding(house, needs);
}

/** The house, after everything that can be built has been. */
export function builtWhole(house: House): House {
  const needs = [...house.targets, ...house.generators].flatMap((one) => one.needs);
  return afterBuilding(house, needs);
}

/** What the targets lack is looked up again only where something was built meanwhile. */
function afterBuilding(house: House, needs: readonly Need[]): House {
  const built = buildOnFirstUse([supervisor, ...buildsOf(needs)]);
  return built ? { ...house, unavailable: lackingHere(house.targets) } : house;
}

/** The folders of what is to be built. */
export function buildsOf(needs: readonly Need[]): string[] {
  return needs.flatMap((need) => (need.type === 'build' ? [need.build] : []));
}

/**
 * Builds, of these folders, what is not built. A checkout has been built before the command began.
 * @returns whether there was anything to build
 */
export function buildOnFirstUse(folders: readonly string[]): boolean {
  if (isCheckout) return false;
  const missing = [...new Set(folders)].filter(
    (folder) => existsSync(join(top, folder, 'build.mjs')) && !readBuildReport(root, folder).ok,
  );
  if (missing.length === 0) return false;
  // In a process of its own: build programs are plain JavaScript and print what they do.
  spawnSync(process.execPath, [join(top, 'harness/setup/native.mjs'), ...missing], {
    stdio: ['ignore', 2, 2],
  });
  return true;
}
