import { describe, expect, it } from 'vitest';
import { cpuPerWork, throughput } from '../model/metric.js';
import { measuredLaunch } from '../model/test/records.js';
import type { ValidityCode } from '../model/validity.js';
import { commonMarks, usableLaunches } from './usable-launches.js';

/** Four launches, of which so many carry a mark. */
const marked = (count: number, code: ValidityCode) =>
  Array.from({ length: 4 }, (_none, index) =>
    measuredLaunch({ block: index + 1, validity: index < count ? [code] : [] }),
  );

describe('the marks that launches have in common', () => {
  it.each([
    [1, 'generator-bound', []],
    [2, 'generator-bound', ['generator-bound']],
    [1, 'verification-failed', ['verification-failed']],
    [0, 'verification-failed', []],
  ] as const)('when %d of 4 carry %s are %j', (count, code, common) => {
    expect(commonMarks(marked(count, code))).toEqual(common);
  });
});

describe('the launches that a metric can be judged by', () => {
  it.each([
    ['all where few had a bad load: to leave those out would leave out the fastest', 1, 'generator-bound', 4],
    ['none where most had', 2, 'generator-bound', 0],
    ['all but those without a number', 1, 'failed-requests', 3],
    ['none where most have no number', 2, 'failed-requests', 0],
    ['all but those whose work was not verified, however many', 3, 'verification-failed', 1],
    ['all where the marks say nothing against the number', 4, 'disturbed', 4],
  ] as const)('are %s', (_words, count, code, left) => {
    expect(usableLaunches(marked(count, code), throughput('items'))).toHaveLength(left);
  });

  it('are all of them for a metric that does not depend on the load', () => {
    expect(usableLaunches(marked(4, 'generator-bound'), cpuPerWork('item'))).toHaveLength(4);
  });
});
