/** A new run: the plan with everything that explains it. */
import { randomBytes } from 'node:crypto';
import { measureCeiling } from '../load/ceiling.js';
import type { Environment } from '../model/environment.js';
import type { Plan } from '../model/plan.js';
import { type Run, runSchemaVersion } from '../model/run.js';
import { type SuiteDeclaration, suiteDeclarationSchema } from '../model/suite.js';
import type { Target } from '../model/target.js';
import { allowedCpus } from '../observe/cpus.js';
import { readEnvironment } from '../observe/environment.js';
import { readBuildReport } from '../plan/availability.js';
import type { Selection } from '../plan/select.js';
import { harnessVersion, type House, isCheckout, root, top } from './house.js';
import { firstLineOf, type Loading } from './loading.js';

/** What a run is made of besides its plan. */
export interface RunParts {
  readonly selection: Selection;
  readonly loading: Loading;
  /** The folder of all materials. */
  readonly materials: string;
}

/** Reads the environment and puts the run together; nothing is written yet. */
export async function newRun(house: House, plan: Plan, parts: RunParts): Promise<Run> {
  const { selection, loading, materials } = parts;
  const startedAt = new Date().toISOString();
  const planned = new Set(plan.launches.map(({ suite }) => suite));
  const environment = await currentEnvironment(selection.targets, materials);
  return {
    schema: runSchemaVersion,
    id: `${startedAt.slice(0, 19).replace(/[:T]/g, '-')}-${randomBytes(2).toString('hex')}`,
    startedAt,
    host: 'local',
    plan,
    environment,
    suites: house.suites.filter(({ name }) => planned.has(name)).map(declarationOf),
    targets: selection.targets,
    unavailable: selection.unavailable,
    generators: await generatorsOf(loading, planned),
  };
}

/**
 * The environment of this moment, with the versions of these targets.
 * @param materials the folder of all materials
 */
export async function currentEnvironment(
  targets: readonly Target[],
  materials: string,
): Promise<Environment> {
  return readEnvironment({
    // An installed package has no checkout of its own.
    top: isCheckout ? top : process.cwd(),
    home: process.cwd(),
    materials,
    harnessVersion: harnessVersion(),
    builds: buildVersions(targets),
    targets: Object.fromEntries(targets.map((target) => [target.name, versionOf(target)])),
  });
}

function declarationOf(suite: SuiteDeclaration): SuiteDeclaration {
  return suiteDeclarationSchema.parse(suite);
}

function buildVersions(targets: readonly Target[]): Record<string, Record<string, string>> {
  const folders = targets.flatMap(({ needs }) =>
    needs.flatMap((need) => (need.type === 'build' ? [need.build] : [])),
  );
  const all = new Set([...folders, 'harness/launch/supervisor']);
  return Object.fromEntries([...all].map((folder) => [folder, readBuildReport(root, folder).versions]));
}

/** What a target's version command prints; `unknown` when it declares none, or it fails. */
function versionOf({ version }: Target): string {
  return version === undefined ? 'unknown' : firstLineOf(version);
}

/** Who loads the servers of the planned suites, and the most that it can do here. */
async function generatorsOf(loading: Loading, planned: ReadonlySet<string>): Promise<Run['generators']> {
  const generators: Run['generators'] = {};
  for (const [suite, generator] of loading) {
    if (!planned.has(suite)) continue;
    const { name, version } = generator;
    const ceiling = await measureCeiling(generator, allowedCpus());
    generators[suite] = { name, version: firstLineOf(version), ceiling };
  }
  return generators;
}
