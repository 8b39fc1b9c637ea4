/**
 * What else happened on the machine during a launch: a spin probe before and after it, steal time, foreign load, and what
 * else its device had to do.
 */
import { type Disturbance, disturbanceLimits, type TreeUsage } from '../model/launch.js';
import { type DeviceTraffic, readTraffic } from './block-device.js';
import { readMachineTimes } from './proc.js';

/** True when something else used the machine, or its clock drifted. What could not be read does not count. */
export function isDisturbed(seen: Disturbance): boolean {
  const { spinBeforeNs, spinAfterNs, steal, foreignCpus, foreignIo } = seen;
  return (
    Math.abs(Math.log(spinAfterNs / spinBeforeNs)) > Math.log1p(disturbanceLimits.clockDrift) ||
    (steal ?? 0) > disturbanceLimits.steal ||
    (foreignCpus ?? 0) > disturbanceLimits.foreignCpus ||
    (foreignIo ?? 0) > disturbanceLimits.foreignIo
  );
}

/** Watches the machine from its making to `finish`. */
export class DisturbanceWatch {
  readonly #spinBeforeNs = spinProbe();
  readonly #machine = readMachineTimes();
  readonly #ownMs = ownCpuMs();
  readonly #startedAt = performance.now();
  readonly #device: string | undefined;
  readonly #traffic: DeviceTraffic | null;

  /** @param device name of the device that the launch reads from, if that is to be watched */
  constructor(device?: string) {
    this.#device = device;
    this.#traffic = this.#readTraffic();
  }

  /** @param launch what the launch itself used; foreign load and foreign I/O are unknown without it */
  finish(launch: TreeUsage | null): Disturbance {
    const elapsedMs = performance.now() - this.#startedAt;
    const machine = readMachineTimes();
    const ownMs = ownCpuMs() - this.#ownMs;
    const traffic = this.#readTraffic();
    const foreignIo =
      this.#traffic === null || traffic === null
        ? null
        : foreignShare(difference(this.#traffic, traffic), launch, elapsedMs);
    const seen = { spinBeforeNs: this.#spinBeforeNs, spinAfterNs: spinProbe(), foreignIo };
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

  #readTraffic(): DeviceTraffic | null {
    return this.#device === undefined ? null : readTraffic(this.#device);
  }
}

/**
 * Share of the time during which a device was busy for others. The bytes that it moved and the launch did not are theirs,
 * and a byte of theirs is taken to have kept it busy for as long as one of the launch.
 * @param moved what the device did during the launch
 */
export function foreignShare(
  moved: DeviceTraffic,
  launch: Pick<TreeUsage, 'readBytes' | 'writtenBytes'> | null,
  elapsedMs: number,
): number | null {
  if (launch === null || launch.readBytes === null || launch.writtenBytes === null) return null;
  const bytes = moved.readBytes + moved.writtenBytes;
  if (bytes === 0) return 0;
  const foreignBytes =
    Math.max(0, moved.readBytes - launch.readBytes) + Math.max(0, moved.writtenBytes - launch.writtenBytes);
  return (Math.min(1, moved.busyMs / elapsedMs) * foreignBytes) / bytes;
}

function difference(before: DeviceTraffic, after: DeviceTraffic): DeviceTraffic {
  return {
    readBytes: after.readBytes - before.readBytes,
    writtenBytes: after.writtenBytes - before.writtenBytes,
    busyMs: after.busyMs - before.busyMs,
  };
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
