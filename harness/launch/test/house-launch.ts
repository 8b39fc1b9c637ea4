/** Launches of what is really in the house, built: every target with every suite, at the points of the smallest profile. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Generator } from '../../model/generator.js';
import type { LaunchRecord } from '../../model/launch.js';
import { type Point, pointKey } from '../../model/point.js';
import { profiles } from '../../model/profile.js';
import type { Suite } from '../../model/suite.js';
import type { Target } from '../../model/target.js';
import { missingFor } from '../../plan/availability.js';
import { discoverSuites, discoverTargets } from '../../plan/discover.js';
import { pointsOf } from '../../plan/points.js';
import { ensureMaterials } from '../../store/materials.js';
import { systemClock } from '../clock.js';
import { builtSupervisor, localExecutor } from '../local.js';
import { runLaunch } from '../run-launch.js';

/** Where everything is built. */
export const root = fileURLToPath(new URL('../../../dist', import.meta.url));
const { generators } = (await import(`${root}/harness/load/generators.js`)) as {
  generators: readonly Generator[];
};

/** A target in a suite that it can run, at one point. */
export interface HouseCell {
  readonly name: string;
  readonly suite: Suite;
  readonly target: Target;
  readonly point: Point;
  readonly command: readonly string[];
  readonly slowable: boolean;
}

/** Every target that is available here, with every suite it can run, at every point of the smallest profile. */
export async function houseCells(): Promise<HouseCell[]> {
  const suites = await discoverSuites(root);
  const targets = (await discoverTargets(root)).filter((target) => missingFor(target, root) === undefined);
  return suites.flatMap((suite) =>
    targets.flatMap((target) => {
      const way = target.suites[suite.name];
      if (way === undefined || !('command' in way)) return [];
      const { command, slowable = false } = way;
      return pointsOf(suite, 'smoke', new Map()).map((point) => ({
        name: `${target.name} in ${suite.name} at ${pointKey(point)}`,
        suite,
        target,
        point,
        command,
        slowable,
      }));
    }),
  );
}

/** One launch, as short as those of the smallest profile unless it is to slow itself down by a share, which takes longer to show. */
export async function launchInHouse(
  { suite, target, point, command }: HouseCell,
  slowdown?: number,
): Promise<LaunchRecord> {
  const { warmupMs, intervalMs } = profiles.smoke;
  const measureMs = (slowdown === undefined ? 1 : 4) * profiles.smoke.measureMs;
  const planned = {
    id: '00001',
    block: 1,
    position: 1,
    suite: suite.name,
    target: target.name,
    point,
    seed: 42,
  };
  const generator = generators.find(({ name }) => name === suite.load?.generator);
  const materials = await materialsOf(suite, point);
  return runLaunch(
    planned,
    1,
    {
      suite,
      command,
      ...(materials !== undefined && { materials }),
      ...(generator !== undefined && { generator }),
      ...(slowdown !== undefined && { slowdown }),
    },
    {
      executor: localExecutor(builtSupervisor(root)),
      clock: systemClock,
      timing: { warmupMs, measureMs, intervalMs, readyMs: 20_000 },
      patience: { resultMs: 10_000, exitMs: 10_000 },
      memoryLimit: Number.POSITIVE_INFINITY,
      signal: new AbortController().signal,
    },
  );
}

/** The files that a launch reads, in a folder that all runs of the tests share. */
async function materialsOf(suite: Suite, point: Point): Promise<string | undefined> {
  const materials = suite.materials?.(point);
  if (materials === undefined) return undefined;
  return ensureMaterials(join(root, 'test-materials'), materials, () => {});
}
