/** The arms of a qualification: two copies of a target, and copies that are slowed down by known shares. */
import type { Suite } from '../model/suite.js';
import { armName, type Target } from '../model/target.js';

/** The two that differ in nothing. */
export const copies = ['a', 'b'] as const;
/** Shares of the time of the work by which the others are slowed down. */
export const injectedShares = [0.02, 0.05, 0.1] as const;

/** Every arm of a target, as a target of its own. */
export function armsToQualify(target: Target): Target[] {
  const same = copies.map((arm) => ({ ...target, name: armName(target.name, arm) }));
  const slowed = injectedShares.map((slowdown) => ({
    ...target,
    name: armName(target.name, `slow-${Math.round(100 * slowdown)}`),
    slowdown,
  }));
  return [...same, ...slowed];
}

/** Whether a target can slow itself down in a suite. */
export function isSlowable(target: Target, suite: Pick<Suite, 'name'>): boolean {
  const way = target.suites[suite.name];
  return way !== undefined && 'command' in way && way.slowable === true;
}

/** The arms of a target that can play a suite: only the copies where it cannot slow itself down. */
export function armsIn(target: Target, suite: Pick<Suite, 'name'>): Target[] {
  const slowable = isSlowable(target, suite);
  return armsToQualify(target).filter(({ slowdown }) => slowdown === undefined || slowable);
}
