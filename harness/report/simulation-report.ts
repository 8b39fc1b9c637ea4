/** The simulation of the gate for the terminal. */
import type { GateSimulation, Share } from '../model/simulation.js';
import { percent } from './quantity.js';
import { table } from './table.js';

/** What `tutti qualify --simulate` prints. */
export function simulationText({ seed, cells, blocks, noise, scenarios }: GateSimulation): string {
  const rows = scenarios.map((scenario) => [
    scenario.what,
    percent(scenario.margin),
    `${percent(scenario.floor)}${scenario.floorMeasured ? '' : ' (assumed)'}`,
    shareWords(scenario.falseAlarms),
    scenario.power === null ? '' : shareWords(scenario.power),
    shareWords(scenario.unstable),
    scenario.launches.toFixed(0),
  ]);
  const columns = [
    { title: 'checks in which' },
    { title: 'margin', align: 'right' as const },
    { title: 'noise floor', align: 'right' as const },
    { title: 'false alarms' },
    { title: 'regression found' },
    { title: 'unstable' },
    { title: 'launches', align: 'right' as const },
  ];
  const machine = `launches differ by ${percent(noise.launch)} (standard deviation), the machine drifts by ${percent(noise.drift)} a launch, and ${percent(noise.spikes)} of the launches are late by ${percent(noise.spikeMean)} on average`;
  return [
    `The gate on a machine of known noise: ${machine}.`,
    `${scenarios[0]?.jobs ?? 0} checks each, ${cells} cells a check, ${blocks.screen} and ${blocks.confirm} blocks, seed ${seed}; shares of checks with exact 95 % intervals.`,
    table(columns, rows),
  ].join('\n');
}

function shareWords({ share, lo, hi }: Share): string {
  return `${(100 * share).toFixed(1)} [${(100 * lo).toFixed(1)}, ${(100 * hi).toFixed(1)}] %`;
}
