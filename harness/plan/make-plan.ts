/** Makes a plan: seeded randomised blocks, a plain value, the same for the same request. Knows nothing of processes. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { PlannedLaunch, Plan, Timing } from '../model/plan.js';
import type { Point } from '../model/point.js';
import type { ProfileName } from '../model/profile.js';
import { blockOrders } from './block-orders.js';
import { shuffled } from './shuffle.js';

/** One point with the targets to measure there. */
export interface Treatment {
  readonly suite: string;
  readonly point: Point;
  readonly targets: readonly string[];
}

export interface PlanRequest {
  readonly profile: ProfileName;
  readonly seed: number;
  readonly timing: Timing;
  /** Launches of each cell, which is the number of blocks of each point. */
  readonly launches: number;
  readonly treatments: readonly Treatment[];
}

/**
 * Every target of a point is launched once in each of its blocks, in an order from Williams' design; the blocks of
 * different points are interleaved: each pass over all points takes them in a new random order.
 */
export function makePlan(request: PlanRequest): Plan {
  const { profile, seed, timing, launches: passes } = request;
  const random = xoroshiro128plus(seed);
  const treatments = request.treatments.map((treatment) => ({
    ...treatment,
    orders: blockOrders(treatment.targets.length, passes, random),
  }));
  const launches: PlannedLaunch[] = [];
  for (let pass = 0; pass < passes; pass++) {
    for (const { suite, point, targets, orders } of shuffled(treatments, random)) {
      for (const [place, index] of (orders[pass] ?? []).entries()) {
        launches.push({
          id: String(launches.length + 1).padStart(5, '0'),
          block: pass + 1,
          position: place + 1,
          suite,
          target: targets[index] ?? '',
          point,
          seed: uniformInt(random, 0, 0x7fff_ffff),
        });
      }
    }
  }
  return { profile, seed, timing, launches };
}

/** Milliseconds that the harness itself is expected to add to a launch, before the first one has been timed. */
const expectedOverheadMs = 250;

/** Milliseconds that the launches of a plan are expected to take. */
export function estimateMs(
  timing: Timing,
  launches: number,
  overheadMs: number = expectedOverheadMs,
): number {
  return launches * (timing.warmupMs + timing.measureMs + overheadMs);
}
