import { expect, it } from 'vitest';
import type { GateSimulation, Share } from '../model/simulation.js';
import { simulationText } from './simulation-report.js';

const shareOf = (count: number): Share => ({ count, of: 2000, share: count / 2000, lo: 0.001, hi: 0.02 });

it('the simulation of the gate is printed with its noise, its intervals, and whether it is as wanted', () => {
  const scenario = { build: 0, margin: 0.05, floor: 0.05, floorMeasured: false, jobs: 2000, launches: 95 };
  const simulation: GateSimulation = {
    schema: 1,
    seed: 1,
    cells: 4,
    blocks: { screen: 5, confirm: 10 },
    noise: { drift: 0.01, launch: 0.03, spikes: 0.05, spikeMean: 0.15 },
    scenarios: [
      {
        ...scenario,
        what: 'nothing changed',
        effect: 0,
        falseAlarms: shareOf(2),
        falseImprovements: shareOf(30),
        power: null,
        unstable: shareOf(3),
      },
      {
        ...scenario,
        what: 'one cell 10 % slower',
        effect: 0.1,
        floor: 0.036,
        floorMeasured: true,
        falseAlarms: shareOf(1),
        falseImprovements: shareOf(0),
        power: shareOf(1600),
        unstable: shareOf(4),
      },
    ],
  };
  expect(simulationText(simulation)).toMatchInlineSnapshot(`
    "The gate on simulated machines: checks of 4 cells, 5 blocks to screen and 10 to confirm, seed 1
    noise: random walk of 1 % a launch, launches differ by 3 %, 5 % of them are disturbed by 15 % on average

     checks of              margin     noise floor   checks   false alarms   95 % interval   false improvements   95 % interval   found   95 % interval   unstable   launches a check   as wanted
     nothing changed           5 %   5 % (assumed)     2000          0.1 %    [0.1 %, 2 %]                1.5 %    [0.1 %, 2 %]       -                     0.15 %                 95   no
     one cell 10 % slower      5 %           3.6 %     2000         0.05 %    [0.1 %, 2 %]                  0 %    [0.1 %, 2 %]    80 %    [0.1 %, 2 %]      0.2 %                 95   no

    Wanted: false alarms, and false improvements, in 1 % of the checks at most, at least 85 % of the regressions found."
  `);
});
