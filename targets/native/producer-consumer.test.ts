/** The producer-consumer workload on every native package, through the protocol, checked by the suite's own verification. */
import { describe, expect, it } from 'vitest';
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import { counterNames, verify } from '../../suites/producer-consumer/verify.js';
import { builtPackages, launch, resultOf, sumOfIntervals, whyNotBuilt } from './test/launch.js';

const suite = 'producer-consumer';

describe.skipIf(whyNotBuilt !== '')(`the producer-consumer workload${whyNotBuilt}`, async () => {
  const packages = await builtPackages(suite);

  it('is built for user-level and POSIX threads at least', () => {
    expect(packages).toEqual(expect.arrayContaining(['posix', 'user-level']));
  });

  describe.each(packages)('on %s threads', (name) => {
    it.each([
      { pairs: 1, capacity: 1, spin: 32 },
      { pairs: 1, capacity: 128, spin: 0 },
      { pairs: 16, capacity: 1, spin: 32 },
      { pairs: 16, capacity: 7, spin: 32 },
    ])('accounts for every item and every thread with %o', (point) => {
      const messages = launch(suite, [name], point);
      expect(messages[0]).toMatchObject({ type: 'ready', nonce: 'word' });
      const result = resultOf(messages);
      expect(Object.keys(result.verification).sort()).toEqual([...counterNames].sort());
      expect(failures(result, point)).toEqual([]);
      expect(result.work).toBeGreaterThan(0);
      expect(sumOfIntervals(messages)).toBe(result.work);
    });

    it('says with an error that the point makes no sense', () => {
      expect(launch(suite, [name], { pairs: 0, capacity: 1, spin: 0 }).at(-1)).toMatchObject({
        type: 'error',
        message: expect.stringContaining('pairs must be a whole number from 1'),
      });
    });
  });
});

describe.skipIf(whyNotBuilt !== '')(`user-level threads${whyNotBuilt}`, () => {
  it('switch twice an item when the buffer holds one', () => {
    const result = resultOf(launch(suite, ['user-level'], { pairs: 8, capacity: 1, spin: 0 }));
    expect(result.metrics['switchesPerItem']?.value).toBeCloseTo(2, 1);
  });

  it('run 65,536 at a time, and the process ends cleanly', () => {
    const point = { pairs: 32_768, capacity: 1, spin: 0 };
    const result = resultOf(launch(suite, ['user-level'], point));
    expect(failures(result, point)).toEqual([]);
    expect(result.verification).toMatchObject({ threads: 65_536, finished: 65_536 });
  });

  it('let every thread have a turn when one alone could fill the buffer', () => {
    const point = { pairs: 64, capacity: 128, spin: 0 };
    expect(verify(resultOf(launch(suite, ['user-level'], point)), point)).toEqual([]);
  });

  it('take the scheduler and the stacks that the command line asks for', () => {
    const point = { pairs: 8, capacity: 1, spin: 0 };
    const args = ['user-level', '--scheduler', 'lifo', '--stack-bytes', '16384'];
    expect(failures(resultOf(launch(suite, args, point)), point)).toEqual([]);
    expect(launch(suite, ['user-level', '--scheduler', 'none'], point).at(-1)).toMatchObject({
      type: 'error',
      message: expect.stringContaining('no scheduler named "none"'),
    });
  });

  it('are unsupported, with the reason, when their stacks cannot be reserved', () => {
    // Node itself needs about 1 GiB of addresses; 65,536 stacks of 64 KiB need 4 GiB more.
    const point = { pairs: 32_768, capacity: 1, spin: 0 };
    const args = ['user-level', '--stack-bytes', '65536'];
    expect(launch(suite, args, point, 'ulimit -v 4000000').at(-1)).toMatchObject({
      type: 'unsupported',
      reason: expect.stringMatching(/^mmap of .+: ENOMEM \(.+\) at thread [\d,]+ of 65,536$/),
    });
  });
});

describe.skipIf(whyNotBuilt !== '')(`the native program${whyNotBuilt}`, () => {
  it('says what is not in this build', () => {
    expect(launch(suite, ['hamster-wheels'], { pairs: 1, capacity: 1, spin: 0 }).at(-1)).toMatchObject({
      type: 'error',
      message: 'there is no workload "producer-consumer" on "hamster-wheels" in this build',
    });
  });
});

/** Findings that are wrong at any speed: a thread without an item may only have had too little time. */
function failures(result: ResultMessage, point: Point) {
  return verify(result, point).filter(({ validity }) => validity !== 'starved');
}
