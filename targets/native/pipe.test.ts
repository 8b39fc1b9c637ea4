/** The pipe workload on everything native, through the protocol, checked by the suite's own verification. */
import { describe, expect, it } from 'vitest';
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import { counterNames, verify } from '../../suites/pipe/verify.js';
import { builtPackages, launch, resultOf, sumOfIntervals, whyNotBuilt } from './test/launch.js';

const suite = 'pipe';

describe.skipIf(whyNotBuilt !== '')(`the pipe workload${whyNotBuilt}`, async () => {
  const packages = await builtPackages(suite);

  it('is built for threads and for state machines', () => {
    expect(packages).toEqual(expect.arrayContaining(['epoll', 'poll', 'posix', 'user-level']));
  });

  describe.each(packages)('on %s', (name) => {
    it.each([
      { pipes: 2, route: 1 },
      { pipes: 16, route: 1 },
      { pipes: 128, route: 2 },
      { pipes: 1000, route: 4_294_967_295 },
    ])('accounts for every token and every thread with %o', (point) => {
      const messages = launch(suite, [name], point);
      expect(messages[0]).toMatchObject({ type: 'ready', nonce: 'word' });
      const result = resultOf(messages);
      expect(Object.keys(result.verification).sort()).toEqual([...counterNames].sort());
      expect(failures(result, point)).toEqual([]);
      expect(result.work).toBeGreaterThan(0);
      expect(sumOfIntervals(messages)).toBe(result.work);
    });

    it('is unsupported, with the errno and the count, where there are too few descriptors', () => {
      const messages = launch(suite, [name], { pipes: 512, route: 1 }, 'ulimit -n 600');
      expect(messages).toEqual([
        {
          type: 'unsupported',
          reason: expect.stringMatching(/^pipe2: EMFILE \(Too many open files\) at pipe 2\d\d of 512$/),
        },
      ]);
    });

    it('takes as many descriptors as it may, not as many as it was given', () => {
      const point = { pipes: 512, route: 1 };
      expect(failures(resultOf(launch(suite, [name], point, 'ulimit -Sn 600')), point)).toEqual([]);
    });

    it('says with an error that the point makes no sense', () => {
      expect(launch(suite, [name], { pipes: 1, route: 1 }).at(-1)).toMatchObject({
        type: 'error',
        message: expect.stringContaining('pipes must be a whole number from 2'),
      });
    });
  });

  it.each(['epoll', 'pool'])('says how the calls of user-level threads waited (%s)', (io) => {
    const { facts } = resultOf(launch(suite, ['user-level', '--io', io], { pipes: 16, route: 1 }));
    expect(facts?.['io']).toContain(io === 'epoll' ? 'epoll' : 'poll(2)');
  });

  it('accounts for every token when all kernel threads are kept on one processor', () => {
    const point = { pipes: 64, route: 1 };
    expect(failures(resultOf(launch(suite, ['posix', '--one-processor'], point)), point)).toEqual([]);
  });

  it('ends those threads that there are when the kernel creates no more', () => {
    const point = { pipes: 4000, route: 1 };
    // Node itself needs about 1 GiB of addresses; 4,000 stacks of 1 MiB need 4 GiB more.
    const args = ['posix', '--stack-bytes', '1048576'];
    expect(launch(suite, args, point, 'ulimit -v 4000000').at(-1)).toMatchObject({
      type: 'unsupported',
      reason: expect.stringMatching(/^pthread_create: \w+ \(.+\) at thread [\d,]+ of 4,000$/),
    });
  });
});

/** Findings that are wrong at any speed: a thread without a token may only have had too little time. */
function failures(result: ResultMessage, point: Point) {
  return verify(result, point).filter(({ validity }) => validity !== 'starved');
}
