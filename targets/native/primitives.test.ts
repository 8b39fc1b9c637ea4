/** The primitives workload on every thread package, through the protocol, checked by the suite's own verification. */
import { describe, expect, it } from 'vitest';
import { verify } from '../../suites/primitives/verify.js';
import { builtPackages, launch, resultOf, whyNotBuilt } from './test/launch.js';

const suite = 'primitives';
/** A launch of the suite on a package, with options of its own. */
const play = (args: string[], threads: number, prelude = 'true') =>
  launch(suite, args, { threads }, prelude, 'primitives.js');
const ofAll = ['switchTime', 'createTime', 'lifeTime', 'timerTime'];
const ofTwo = ['lockTime', 'handOffTime', 'channelTime'];

describe.skipIf(whyNotBuilt !== '')(`the primitives workload${whyNotBuilt}`, async () => {
  const packages = await builtPackages(suite);
  const complete = packages.filter((name) => name !== 'linked-list');

  it('is built for thread packages and for the reference', () => {
    expect(packages).toEqual(expect.arrayContaining(['linked-list', 'posix', 'user-level']));
  });

  it.each(complete)('measures every primitive of %s between two threads, and accounts for it', (name) => {
    const result = resultOf(play([name], 2));
    expect(verify(result)).toEqual([]);
    expect(Object.keys(result.metrics).sort()).toEqual([...ofAll, ...ofTwo].sort());
    expect(result.work).toBeGreaterThan(0);
  });

  it.each(complete)('leaves out what takes two threads when %s has many', (name) => {
    const result = resultOf(play([name], 300));
    expect(verify(result)).toEqual([]);
    expect(Object.keys(result.metrics).sort()).toEqual([...ofAll].sort());
  });

  it.each([2, 1000])('measures the switch of the linked list among %d threads', (threads) => {
    const result = resultOf(play(['linked-list'], threads));
    expect(verify(result)).toEqual([]);
    expect(Object.keys(result.metrics)).toEqual(['switchTime']);
  });

  it.each([
    { chunk: 4096, args: [], most: 5000 },
    { chunk: 1024, args: ['--stack-bytes', '1024'], most: 2000 },
  ])('reads the memory of ten thousand user-level threads on $chunk bytes each', ({ chunk, args, most }) => {
    const result = resultOf(play(['user-level', ...args], 10_000));
    expect(verify(result)).toEqual([]);
    expect(result.metrics['memoryPerThread']?.unit).toBe('bytes');
    expect(result.metrics['memoryPerThread']?.value).toBeGreaterThan(0.9 * chunk);
    expect(result.metrics['memoryPerThread']?.value).toBeLessThan(most);
  });

  it.each(packages)(
    'is unsupported on %s, with the errno, where there is no room for the threads',
    (name) => {
      expect(play([name], 1_000_000, 'ulimit -v 2000000').at(-1)).toMatchObject({
        type: 'unsupported',
        reason: expect.stringMatching(/^\w[^:]*: E[A-Z]+ \(.+\) at thread [\d,]+ of 1,000,000$/),
      });
    },
  );

  it.each(packages)('says with an error that the point makes no sense on %s', (name) => {
    expect(play([name], 1).at(-1)).toMatchObject({ type: 'error' });
  });
});
