/** Made-up measurements: what a suite's targets would come to if the world were as a test says. */
import { measuredLaunch, unsupportedLaunch } from '../../harness/model/test/records.js';
import type { LaunchRecord } from '../../harness/model/launch.js';
import { expandGrid, type Point } from '../../harness/model/point.js';
import type { Suite } from '../../harness/model/suite.js';

/** The value of a target at a value of the suite's first factor, by metric; null where there is none. */
export type World = (target: string, at: number, metric: string) => number | null;

/**
 * Every launch of the standard profile in such a world. A target that has no value at all at a point declines it. Blocks differ by half a percent, all targets
 * alike.
 */
export function launchesIn(
  worldOf: (block: number) => World,
  suite: Suite,
  targets: readonly string[],
  { blocks = 6 } = {},
): LaunchRecord[] {
  const points = suite.profiles.standard.flatMap((grid) => expandGrid(suite.factors, grid));
  let launched = 0;
  return Array.from({ length: blocks }, (_, index) => index + 1).flatMap((block) =>
    points.flatMap((point) =>
      targets.map((target) => {
        const metrics = metricsAt(worldOf(block), suite, target, point, 1 + (block % 3) / 200);
        launched += 1;
        const planned = { id: String(launched).padStart(5, '0'), block, suite: suite.name, target, point };
        return Object.keys(metrics).length === 0
          ? unsupportedLaunch(planned)
          : measuredLaunch({ ...planned, metrics });
      }),
    ),
  );
}

function metricsAt(
  world: World,
  suite: Suite,
  target: string,
  point: Point,
  factor: number,
): Record<string, number> {
  const at = Number(point[suite.factors[0]?.name ?? '']);
  return Object.fromEntries(
    suite.metrics.flatMap(({ name }) => {
      const value = world(target, at, name);
      return value === null ? [] : [[name, value * factor]];
    }),
  );
}
