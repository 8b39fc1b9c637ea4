/** The kernel's accounting of this process. */
import type { WindowUsage } from '../model/protocol.js';

/** Since the start of the process. */
export function ownUsage(): WindowUsage {
  const { userCPUTime, systemCPUTime, voluntaryContextSwitches, involuntaryContextSwitches } =
    process.resourceUsage();
  return {
    userMs: userCPUTime / 1000,
    systemMs: systemCPUTime / 1000,
    voluntarySwitches: voluntaryContextSwitches,
    involuntarySwitches: involuntaryContextSwitches,
  };
}

/** What was used between two readings. */
export function usageBetween(from: WindowUsage, to: WindowUsage): WindowUsage {
  return {
    userMs: to.userMs - from.userMs,
    systemMs: to.systemMs - from.systemMs,
    voluntarySwitches: to.voluntarySwitches - from.voluntarySwitches,
    involuntarySwitches: to.involuntarySwitches - from.involuntarySwitches,
  };
}
