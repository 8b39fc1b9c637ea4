/** The simulation of the gate for the terminal. */
import { percent } from '../model/percent.js';
import type { GateSimulation, Share, SimulatedJobs } from '../model/simulation.js';
import { table } from './table.js';

/** What the gate is held to. */
const mostFalseAlarms = 0.01;
const leastPower = 0.85;

/** What `tutti qualify --simulate` prints. */
export function simulationText({ cells, blocks, noise, seed, scenarios }: GateSimulation): string {
  const { drift, launch, spikes, spikeMean } = noise;
  const luck = Math.max(...scenarios.map(({ build }) => build));
  return [
    [
      `The gate on simulated machines: checks of ${cells} cells, ${blocks.screen} blocks to screen and ${blocks.confirm} to confirm, seed ${seed}`,
      `noise: random walk of ${percent(drift)} a launch, launches differ by ${percent(launch)}, ${percent(spikes)} of them are disturbed by ${percent(spikeMean)} on average`,
      ...(luck > 0
        ? [`where builds have luck: each differs by ${percent(luck)} for a whole session, whatever is in it`]
        : []),
    ].join('\n'),
    table(columns, scenarios.map(row)),
    `Wanted: false alarms, and false improvements, in ${percent(mostFalseAlarms)} of the checks at most, at least ${percent(leastPower)} of the regressions found.`,
  ].join('\n\n');
}

const columns = [
  { title: 'checks of' },
  { title: 'margin', align: 'right' as const },
  { title: 'noise floor', align: 'right' as const },
  { title: 'checks', align: 'right' as const },
  { title: 'false alarms', align: 'right' as const },
  { title: '95 % interval', align: 'right' as const },
  { title: 'false improvements', align: 'right' as const },
  { title: '95 % interval', align: 'right' as const },
  { title: 'found', align: 'right' as const },
  { title: '95 % interval', align: 'right' as const },
  { title: 'unstable', align: 'right' as const },
  { title: 'launches a check', align: 'right' as const },
  { title: 'as wanted' },
];

function row(scenario: SimulatedJobs): string[] {
  const {
    what,
    margin,
    floor,
    floorMeasured,
    jobs,
    falseAlarms,
    falseImprovements,
    power,
    unstable,
    launches,
  } = scenario;
  return [
    what,
    percent(margin),
    `${percent(floor)}${floorMeasured ? '' : ' (assumed)'}`,
    String(jobs),
    percent(falseAlarms.share),
    interval(falseAlarms),
    percent(falseImprovements.share),
    interval(falseImprovements),
    power === null ? '-' : percent(power.share),
    power === null ? '' : interval(power),
    percent(unstable.share),
    launches.toFixed(0),
    asWanted(scenario) ? 'yes' : 'no',
  ];
}

/** Whether the shares that were seen are as they should be. */
function asWanted({ falseAlarms, falseImprovements, power }: SimulatedJobs): boolean {
  const seldomWrong = falseAlarms.share <= mostFalseAlarms && falseImprovements.share <= mostFalseAlarms;
  return seldomWrong && (power === null || power.share >= leastPower);
}

function interval({ lo, hi }: Share): string {
  return `[${percent(lo)}, ${percent(hi)}]`;
}
