import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pointKey } from '../model/point.js';
import { profiles } from '../model/profile.js';
import { missingFor } from '../plan/availability.js';
import { discoverSuites, discoverTargets } from '../plan/discover.js';
import { pointsOf } from '../plan/points.js';
import { systemClock } from './clock.js';
import { builtSupervisor, localExecutor } from './local.js';
import { runLaunch } from './run-launch.js';

const root = fileURLToPath(new URL('../../dist', import.meta.url));
const suites = await discoverSuites(root);
const targets = (await discoverTargets(root)).filter((target) => missingFor(target, root) === undefined);

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

  it.each(cells)(
    '$name: does its work and accounts for all of it',
    async ({ suite, target, point, command }) => {
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
      const record = await runLaunch(
        planned,
        1,
        { suite, command },
        {
          executor: localExecutor(builtSupervisor(root)),
          clock: systemClock,
          timing: { warmupMs, measureMs, intervalMs, readyMs: 20_000 },
          patience: { resultMs: 10_000, exitMs: 10_000 },
          memoryLimit: Number.POSITIVE_INFINITY,
          signal: new AbortController().signal,
        },
      );
      if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
      expect(record.validity).not.toContain('verification-failed');
      expect(record.work).toBeGreaterThan(0);
      for (const { name, source } of suite.metrics) {
        if (source !== 'target') expect(record.metrics[name]).toBeGreaterThanOrEqual(0);
      }
    },
  );
});
