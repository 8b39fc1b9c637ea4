import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { gateSimulationSchema } from '../../model/simulation.js';
import { splitArm } from '../../model/target.js';
import { normal } from '../../stats/normal.js';
import { type Machine, noisyMachine, sharedMachine } from './noise.js';
import { simulateGate } from './simulate-gate.js';
import { playCheck, syntheticCells } from './simulated-check.js';

const floorOf = () => ({ floor: 0.02, measured: true, controls: 20 });

/** A check of two cells with a margin of 2 %, every cell confirmed that gives reason to. */
function check(machine: () => Machine, slower = 1) {
  const blocks = { screen: 6, confirm: 12 };
  return playCheck({
    cells: syntheticCells(2, 0.02),
    blocks,
    floorOf,
    seed: 5,
    machine,
    slower: () => slower,
  });
}

/** How often a change was called in so many checks of a machine. */
async function calls(
  checks: number,
  machineOf: (seed: number) => () => Machine,
  slower = 1,
): Promise<number> {
  let called = 0;
  for (let seed = 1; seed <= checks; seed++) {
    const { cells } = await check(machineOf(seed), slower);
    if (cells.some(({ verdict }) => verdict === 'regression' || verdict === 'improvement')) called += 1;
  }
  return called;
}

describe('a simulated check', () => {
  it('launches every arm of every cell in each block, in two sessions', async () => {
    const sessions: string[][] = [];
    await check(() => {
      const arms: string[] = [];
      sessions.push(arms);
      return ({ target }) => {
        arms.push(splitArm(target).arm ?? '');
        return 1;
      };
    }, 1.1);
    expect(sessions.map(({ length }) => length)).toEqual([2 * 3 * 6, 2 * 3 * 12]);
    for (const arms of sessions)
      expect(new Set(arms.slice(0, 3))).toEqual(new Set(['base', 'head', 'control']));
  });

  it('takes no order for a change: a penalty of a place in the block cancels', async () => {
    for (const place of [1, 2, 3]) {
      const { cells, state } = await check(
        () =>
          ({ position }) =>
            position === place ? 1.1 : 1,
      );
      expect(state).toBe('pass');
      for (const { ratio } of cells) expect(ratio).toBeCloseTo(1, 9);
    }
  });

  it('takes no steady drift for a change', async () => {
    const drifting = (): Machine => {
      let launches = 0;
      return () => 1.01 ** (launches += 1);
    };
    const { cells } = await check(drifting);
    for (const { verdict, ratio } of cells) {
      expect(verdict).toBe('inconclusive');
      expect(Math.abs((ratio ?? 0) - 1)).toBeLessThan(0.01);
    }
  });

  it('finds a change behind a penalty and a drift', async () => {
    const { cells } = await check(() => {
      let launches = 0;
      return ({ position }) => (position === 1 ? 1.1 : 1) * 1.002 ** (launches += 1);
    }, 1.1);
    expect(cells.map(({ verdict }) => verdict)).toEqual(['regression', 'regression']);
  });

  it('is seldom wrong on a machine with two modes', async () => {
    const bimodal = (seed: number) => () => {
      const random = xoroshiro128plus(seed);
      return () => Math.exp(0.01 * normal(random)) * (normal(random) > 0 ? 1.3 : 1);
    };
    expect(await calls(100, bimodal)).toBeLessThanOrEqual(2);
  });

  it('is seldom wrong on a machine whose launches have no mean (Cauchy)', async () => {
    const wild = (seed: number) => () => {
      const random = xoroshiro128plus(seed);
      return () => Math.exp(Math.max(-3, Math.min(3, (0.01 * normal(random)) / normal(random))));
    };
    expect(await calls(100, wild)).toBeLessThanOrEqual(2);
  });
});

describe('the simulation of the gate', () => {
  const usual = { build: 0, margin: 0.05, qualified: false };
  const scenarios = [
    { ...usual, what: 'nothing changed', effect: 0 },
    { ...usual, what: 'slower', effect: 0.1 },
  ];

  it('finds hardly a false alarm, and most regressions of 10 %', async () => {
    const simulation = await simulateGate({ jobs: 200, seed: 11, scenarios }, () => {});
    expect(gateSimulationSchema.parse(simulation)).toEqual(simulation);
    const [same, slower] = simulation.scenarios;
    // A true rate of 1 % gives more than 6 of 200 in less than 1 % of all seeds; a true power of 0.87 less than 0.79 as seldom.
    expect(same?.falseAlarms.count).toBeLessThanOrEqual(6);
    expect(same?.falseImprovements.count).toBeLessThanOrEqual(6);
    expect(same?.power).toBeNull();
    expect(slower?.power?.share).toBeGreaterThan(0.79);
    expect(slower?.falseAlarms.count).toBeLessThanOrEqual(6);
  });

  it('is the same for the same seed, and tells how far it is', async () => {
    const told: string[] = [];
    const play = () =>
      simulateGate({ jobs: 3, seed: 2, scenarios }, (done, planned) => told.push(`${done}/${planned}`));
    expect(await play()).toEqual(await play());
    expect(told.slice(0, 6)).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
  });

  it('measures the noise floor of its machine as `tutti qualify` would', async () => {
    const strict = { what: 'nothing changed', effect: 0, build: 0, margin: 0.02, qualified: true };
    const { scenarios: found } = await simulateGate({ jobs: 1, seed: 1, scenarios: [strict] }, () => {});
    expect(found[0]).toMatchObject({ floorMeasured: true });
    expect(found[0]?.floor).toBeGreaterThan(0.02);
    expect(found[0]?.floor).toBeLessThan(0.06);
  });
});

describe('the noise of a machine', () => {
  it('has a build keep its luck for a session, and only for that', () => {
    const random = xoroshiro128plus(1);
    const quiet = { ...sharedMachine, drift: 0, launch: 0, spikes: 0, build: 0.02 };
    const launch = { id: '1', block: 1, position: 1, suite: 's', target: 't', point: { cell: 1 }, seed: 1 };
    const [one, other] = [noisyMachine(quiet, random), noisyMachine(quiet, random)];
    expect(one(launch)).toBe(one(launch));
    expect(one(launch)).not.toBe(other(launch));
  });
});
