import { describe, expect, it } from 'vitest';
import { cpuPerWork, throughput } from '../../model/metric.js';
import { failedLaunch, measuredLaunch } from '../../model/test/records.js';
import { likenessOf, newerOverOlder } from './likeness.js';

const point = { pairs: 1, capacity: 1 };
const pair = { suite: 'producer-consumer', point, newer: 'mine@bbb', older: 'mine@aaa' };

/** Eight blocks of both arms: the newer one is `times` as fast. */
function launchesOf(times: number) {
  return Array.from({ length: 8 }, (_none, block) => [
    measuredLaunch({ target: 'mine@aaa', point, block: block + 1, throughput: 1000 * (block + 1) }),
    measuredLaunch({ target: 'mine@bbb', point, block: block + 1, throughput: 1000 * (block + 1) * times }),
  ]).flat();
}

describe('the ratio of two arms', () => {
  it('is paired by block, and above 1 when the newer one is better, whatever the metric', () => {
    const launches = launchesOf(0.5);
    for (const metric of [throughput('items'), cpuPerWork('item')]) {
      const { n, ratio, hi } = newerOverOlder([launches], pair, metric);
      expect(n).toBe(8);
      expect(ratio).toBeCloseTo(0.5, 9);
      expect(hi).toBeCloseTo(0.5, 9);
    }
  });

  it('takes the pairs of several runs together, but never pairs across runs', () => {
    const one = launchesOf(0.5);
    const half = one.filter(({ target }) => target === 'mine@aaa');
    const metric = throughput('items');
    expect(newerOverOlder([one, one], pair, metric).n).toBe(16);
    expect(newerOverOlder([one, half], pair, metric).n).toBe(8);
  });

  it('leaves out what failed or could not be verified', () => {
    const launches = launchesOf(1).map((launch) =>
      launch.block === 1
        ? failedLaunch({ target: launch.target, point, block: 1 })
        : { ...launch, validity: launch.block === 2 ? (['verification-failed'] as const).slice() : [] },
    );
    expect(newerOverOlder([launches], pair, throughput('items')).n).toBe(6);
  });

  it('has no pairs of a run in which the load spoils the metric on one side', () => {
    const spoilt = launchesOf(1).map((launch) => ({
      ...launch,
      validity: launch.target === pair.newer ? (['generator-bound'] as const).slice() : [],
    }));
    expect(newerOverOlder([spoilt, launchesOf(1)], pair, throughput('items')).n).toBe(8);
    expect(newerOverOlder([spoilt], pair, cpuPerWork('item')).n).toBe(8);
  });
});

describe('a commit between two ends of which the new one is 0.81 of the old one', () => {
  it.each([
    ['old', 0.95, 1.02],
    ['new', 0.78, 0.84],
    ['undecided', 0.8, 0.95],
    ['undecided', 0.89, 0.91],
  ] as const)('is %s when it is within %d and %d of the old one', (likeness, lo, hi) => {
    expect(likenessOf({ lo, hi }, 0.81)).toBe(likeness);
    expect(likenessOf({ lo: 1 / hi, hi: 1 / lo }, 1 / 0.81)).toBe(likeness);
  });

  it('is undecided without an interval', () => {
    expect(likenessOf({ lo: null, hi: null }, 0.81)).toBe('undecided');
  });
});
