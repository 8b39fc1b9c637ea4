/** A machine that exists only in numbers: how long the same work takes from launch to launch. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { PlannedLaunch } from '../../model/plan.js';
import { normal } from '../../stats/normal.js';

/** What makes launches differ; standard deviations of logarithms, that is, shares. */
export interface Noise {
  /** Of each step of a random walk that the whole machine makes from launch to launch. */
  readonly drift: number;
  /** Of a launch: memory layout, compiled code, luck. */
  readonly launch: number;
  /** Share of the launches that something disturbs, and the mean of what it costs (exponentially distributed). */
  readonly spikes: number;
  readonly spikeMean: number;
  /** Of what one build gains or loses for a whole session, whatever is in it: layout, the virtual machine's place. */
  readonly build: number;
}

/** A shared machine, as CI offers it: the noise that the gate has to stand. */
export const sharedMachine: Noise = { drift: 0.01, launch: 0.03, spikes: 0.05, spikeMean: 0.15, build: 0 };

/** The factor by which the next launch takes longer than usual. */
export type Machine = (launch: PlannedLaunch) => number;

/** The machine in one session: its walk begins anew, and every build of a cell has its luck. */
export function noisyMachine(noise: Noise, random: RandomGenerator): Machine {
  let walk = 0;
  const luck = new Map<string, number>();
  return ({ suite, target, point }) => {
    walk += noise.drift * normal(random);
    const build = `${suite}|${target}|${JSON.stringify(point)}`;
    const lucky = luck.get(build) ?? noise.build * normal(random);
    luck.set(build, lucky);
    const spike =
      uniformFloat64(random) < noise.spikes ? -noise.spikeMean * Math.log(1 - uniformFloat64(random)) : 0;
    return Math.exp(walk + lucky + noise.launch * normal(random) + spike);
  };
}
