import { describe, expect, it } from 'vitest';
import { cpuPerWork, failedRequests, kernelSwitchesPerWork, peakMemory, throughput } from './metric.js';
import { forbiddingBetter, spoiling, spoilingAll, type ValidityCode } from './validity.js';

const bandwidth = { source: 'generator' } as const;
const ownNumber = { source: 'target' } as const;
const loadMarks: ValidityCode[] = ['generator-bound', 'rate-not-met', 'littles-law'];
const worthless: ValidityCode[] = ['failed-requests', 'verification-failed', 'errors', 'unsupported'];
const harmless: ValidityCode[] = ['not-steady', 'disturbed', 'oversubscribed', 'starved', 'too-few-launches'];

describe('a mark', () => {
  it('of a bad load spoils what depends on the load, and nothing else', () => {
    for (const metric of [throughput('items'), bandwidth, failedRequests()]) {
      expect(spoiling(loadMarks, metric)).toEqual(loadMarks);
    }
    for (const metric of [cpuPerWork('item'), kernelSwitchesPerWork('item'), peakMemory(), ownNumber]) {
      expect(spoiling(loadMarks, metric)).toEqual([]);
    }
    expect(spoilingAll(loadMarks)).toEqual([]);
  });

  it('of work that was not done, or not all of it, spoils every metric', () => {
    for (const metric of [throughput('items'), cpuPerWork('item'), ownNumber]) {
      expect(spoiling(worthless, metric)).toEqual(worthless);
    }
    expect(spoilingAll(worthless)).toEqual(worthless);
  });

  it('of any other kind leaves the number as it is', () => {
    expect(spoiling(harmless, throughput('items'))).toEqual([]);
    expect(spoilingAll(harmless)).toEqual([]);
  });

  it('of starved threads forbids to call a side better', () => {
    expect(forbiddingBetter([...loadMarks, ...harmless])).toEqual(['starved']);
  });
});
