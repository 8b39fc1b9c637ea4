import { expect, it } from 'vitest';
import { floorsOf } from '../judge/noise-floor.js';
import type { LaunchRecord } from '../model/launch.js';
import type { ValidityCode } from '../model/validity.js';
import { armedRun, launchesOn } from './test/qualified.js';
import { trialsOf } from './trials.js';

/** The metrics of the controls of two trials, when launches of the second copy carry a mark. */
function controlsWith(mark: ValidityCode): string[] {
  const size = { blocks: 6, trials: 2 };
  const run = armedRun(size);
  const launches = launchesOn(run, { noise: 0.01 }).map((launch): LaunchRecord =>
    launch.outcome === 'measured' && launch.target === 'thing@b' ? { ...launch, validity: [mark] } : launch,
  );
  return trialsOf(run, launches, size.blocks, floorsOf(null)).controls.map(({ metric }) => metric);
}

it('a bad load leaves no control of what depends on it: the ceiling of a generator is no noise floor', () => {
  const controls = controlsWith('generator-bound');
  expect(controls).not.toContain('throughput');
  expect(controls.filter((metric) => metric === 'cpuPerWork')).toHaveLength(2);
});

it('failed requests leave no control at all', () => {
  expect(controlsWith('failed-requests')).toEqual([]);
});

it('other marks leave all controls', () => {
  expect(controlsWith('disturbed').filter((metric) => metric === 'throughput')).toHaveLength(2);
});
