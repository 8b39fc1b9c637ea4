/** What else happened on the machine during a launch: a spin probe before and after it, steal time, foreign load. */
import type { Disturbance, TreeUsage } from '../model/launch.js';
import { readMachineTimes } from './proc.js';

/** A launch is disturbed beyond these. */
export const disturbanceLimits = {
  /** Change of the spin probe between before and after, as a share: the clock drifted. */
  clockDrift: 0.05,
  /** Share of the machine's CPU time given to other guests (notes of the field: 1 % is visible in results). */
  steal: 0.01,
  /** CPUs' worth of work done by processes that are neither the launch nor the harness. */
  foreignCpus: 0.1,
} as const;

/** True when something else used the machine, or its clock drifted. What could not be read does not count. */
export function isDisturbed({ spinBeforeNs, spinAfterNs, steal, foreignCpus }: Disturbance): boolean {
  return (
    Math.abs(Math.log(spinAfterNs / spinBeforeNs)) > Math.log1p(disturbanceLimits.clockDrift) ||
    (steal ?? 0) > disturbanceLimits.steal ||
    (foreignCpus ?? 0) > disturbanceLimits.foreignCpus
  );
}

/** Watches the machine from its making to `finish`. */
export class DisturbanceWatch {
  readonly #spinBeforeNs = spinProbe();
  readonly #machine = readMachineTimes();
  readonly #ownMs = ownCpuMs();
  readonly #startedAt = performance.now();

  /** @param launch what the launch itself used; foreign load is unknown without it */
  finish(launch: TreeUsage | null): Disturbance {
    const elapsedMs = performance.now() - this.#startedAt;
    const machine = readMachineTimes();
    const ownMs = ownCpuMs() - this.#ownMs;
    const seen = { spinBeforeNs: this.#spinBeforeNs, spinAfterNs: spinProbe() };
    if (machine === null || this.#machine === null) return { ...seen, steal: null, foreignCpus: null };
    const totalMs = machine.totalMs - this.#machine.totalMs;
    const busyMs = machine.busyMs - this.#machine.busyMs;
    return {
      ...seen,
      steal: totalMs > 0 ? (machine.stealMs - this.#machine.stealMs) / totalMs : null,
      foreignCpus:
        launch === null ? null : Math.max(0, busyMs - ownMs - launch.userMs - launch.systemMs) / elapsedMs,
    };
  }
}

/** Steps of one probe, and probes of which the fastest counts: a preempted one must not look like a slow clock. */
const probeSteps = 400_000;
const probes = 5;

/** Nanoseconds per step of a chain of multiplications that depends on nothing but the CPU's clock; takes about 3 ms. */
export function spinProbe(): number {
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let probe = 0; probe < probes; probe++) {
    const startedAt = performance.now();
    chain(probeSteps);
    fastestMs = Math.min(fastestMs, performance.now() - startedAt);
  }
  return (fastestMs * 1e6) / probeSteps;
}

let chained = 1;

function chain(steps: number): void {
  let state = chained;
  for (let step = 0; step < steps; step++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  chained = state;
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
