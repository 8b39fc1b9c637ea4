import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Generator } from '../model/generator.js';
import { type Point, pointKey } from '../model/point.js';
import { profiles } from '../model/profile.js';
import type { Suite } from '../model/suite.js';
import { missingFor } from '../plan/availability.js';
import { discoverSuites, discoverTargets } from '../plan/discover.js';
import { pointsOf } from '../plan/points.js';
import { ensureMaterials } from '../store/materials.js';
import { systemClock } from './clock.js';
import { builtSupervisor, localExecutor } from './local.js';
import { runLaunch } from './run-launch.js';

const root = fileURLToPath(new URL('../../dist', import.meta.url));
const suites = await discoverSuites(root);
const targets = (await discoverTargets(root)).filter((target) => missingFor(target, root) === undefined);

const { generators } = (await import(`${root}/harness/load/generators.js`)) as {
  generators: readonly Generator[];
};

/** Who loads a server of the suite; undefined when its targets are none. */
function generatorOf({ load }: Suite): Generator | undefined {
  return generators.find(({ name }) => name === load?.generator);
}

/** The files that a launch reads, in a folder that all runs of the tests share. */
async function materialsOf(suite: Suite, point: Point): Promise<string | undefined> {
  const materials = suite.materials?.(point);
  if (materials === undefined) return undefined;
  return ensureMaterials(join(root, 'test-materials'), materials, () => {});
}

/** Every target that is available here, with every suite it can run, at every point of the smallest profile. */
const cells = suites.flatMap((suite) =>
  targets.flatMap((target) => {
    const way = target.suites[suite.name];
    if (way === undefined || !('command' in way)) return [];
    return pointsOf(suite, 'smoke', new Map()).map((point) => ({
      name: `${target.name} in ${suite.name} at ${pointKey(point)}`,
      suite,
      target,
      point,
      command: way.command,
    }));
  }),
);

describe('every target', () => {
  it('is built', () => {
    expect(existsSync(root)).toBe(true);
    expect(cells.length).toBeGreaterThan(10);
  });

  it.for(cells)(
    '$name: does its work and accounts for all of it',
    async ({ suite, target, point, command }, { skip }) => {
      const { warmupMs, measureMs, intervalMs } = profiles.smoke;
      const planned = {
        id: '00001',
        block: 1,
        position: 1,
        suite: suite.name,
        target: target.name,
        point,
        seed: 42,
      };
      const generator = generatorOf(suite);
      const materials = await materialsOf(suite, point);
      const record = await runLaunch(
        planned,
        1,
        {
          suite,
          command,
          ...(materials !== undefined && { materials }),
          ...(generator !== undefined && { generator }),
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
      // Some can do a suite at other points only, and say so.
      if (record.outcome === 'unsupported') skip(record.reason);
      if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
      expect(record.validity).not.toContain('verification-failed');
      expect(record.work).toBeGreaterThan(0);
      for (const { name, source } of suite.metrics) {
        const isDerived = source !== 'target' && source !== 'generator';
        // What programs of others used in their window, they may not know.
        if (isDerived && !(target.thirdParty && source.endsWith('-per-work')))
          expect(record.metrics[name]).toBeGreaterThanOrEqual(0);
      }
    },
  );
});
