/** What the words of the page mean, in the numbers of this run. Pure. */
import { trendSignificance } from '../../../../harness/judge/trend/trend.js';
import { claimVerdicts } from '../../../../harness/model/claim.js';
import { comparisonVerdicts } from '../../../../harness/model/comparison.js';
import { disturbanceLimits, failureReasons } from '../../../../harness/model/launch.js';
import { profiles } from '../../../../harness/model/profile.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { count, duration, exact, grouped } from '../../chart/numbers.js';

/** A word and what it means. */
export type Meaning = readonly [word: string, meaning: string];

/** From a launch to a number. */
export function launchMeanings({ run, recorded, cells }: LoadedRun, distinctCells: number): Meaning[] {
  const { timing, profile, seed, blocks, launches } = run.plan;
  const measured = cells.filter(({ n }) => n > 0);
  const n = [...new Set(measured.map((cell) => cell.n))].sort((a, b) => a - b);
  const most = n.at(-1) ?? 0;
  return [
    [
      'Launch',
      `A fresh process of one target at one point: ${duration(timing.warmupMs)} of warm-up here, a measured window of ${duration(timing.measureMs)} in slices of ${duration(timing.intervalMs)}, and a verification of its work. It gives one value of each metric. It is the unit of replication: slices share the luck of their process, and no statistic takes them for replicates.`,
    ],
    [
      'Block',
      `One randomised pass over a point in which every target is launched once. There are up to ${count(blocks, 'block')} here. Their orders follow Williams’ design, so that over a whole design every target stands at every place and follows every other equally often; blocks of different points are interleaved.`,
    ],
    [
      'Plan',
      `All ${count(launches, 'launch', 'launches')} were written down before the first one began, from the seed ${seed}; ${exact(recorded)} are recorded. Profile “${profile}”: ${profiles[profile].summary}.`,
    ],
    [
      'Cell',
      `A suite, a target and a point: what a number is of. This run has ${count(distinctCells, 'cell')}.`,
    ],
    [
      'Value',
      `The median over the launches of a cell${most > 0 ? `, up to ${most} here` : ''}. What could not be read is missing, never zero, and what was not measured is not drawn.`,
    ],
    [
      'Interval',
      'The range that holds the true median with 95 % confidence or more, whatever the distribution: exact, from order statistics. Below 6 launches there is none.',
    ],
    [
      'Disturbed',
      `Around every launch a spin probe runs, and the kernel’s counts are read. A launch is disturbed when the probe before and after it is more than ${percent(disturbanceLimits.clockDrift)} apart, when the hypervisor gave more than ${percent(disturbanceLimits.steal)} of the CPU time to others, when others worked more than ${grouped(disturbanceLimits.foreignCpus)} of a CPU, or kept its disk busy for more than ${percent(disturbanceLimits.foreignIo)} of the time. It is said, not hidden.`,
    ],
  ];
}

/** What a comparison can come to, and what stands around it. */
export function comparisonMeanings(): Meaning[] {
  return [
    [
      'Noise floor',
      'What this machine shows between a target and itself: the 95th percentile of at least 20 such controls (tutti qualify), at least 2 %; before there are so many, 5 % is assumed, and said.',
    ],
    [
      'Verdict',
      'Two targets are held against each other within the blocks that they share. A difference is called one only when the whole interval of the ratio lies on one side of 1 and the ratio is beyond the noise floor:',
    ],
    ...Object.entries(comparisonVerdicts),
    [
      'Tier',
      'Targets that are not all beaten by all of the tier above. A cut stands only where everybody above beats everybody below, adjusted for all pairs of the table; inside a tier there is no order. A cell with a mark is shown and in no tier.',
    ],
    [
      'Geometric mean',
      'Only of ratios, and only over what both sides have; what is missing is counted, never replaced by a penalty.',
    ],
  ];
}

export function claimMeanings({ claims }: LoadedRun): Meaning[] {
  const judged = claims?.length ?? 0;
  return [
    [
      'Claim',
      `A sentence of a paper with a rule. It is judged by ratios within one run, never by the absolute values of 2003, and only when the whole interval says so. ${judged === 0 ? 'None was judged for this run.' : `${count(judged, 'claim')} of this run: see the figures.`}`,
    ],
    ...Object.entries(claimVerdicts),
  ];
}

export function historyMeanings(): Meaning[] {
  return [
    [
      'Trend',
      'A cell over the runs of one environment: the same machine, system, Node, durations and generator. Under others it is a curve of its own.',
    ],
    [
      'Change point',
      `A lasting change of level between two runs: p at most ${trendSignificance}, at least three runs on each side, and beyond the noise floor. It is a reason to measure again, not a verdict.`,
    ],
  ];
}

/** How a launch can fail. */
export function failureMeanings(): Meaning[] {
  return Object.entries(failureReasons);
}

function percent(share: number): string {
  return `${grouped(share * 100)} %`;
}
