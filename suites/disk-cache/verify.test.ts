import { describe, expect, it } from 'vitest';
import { verify } from './verify.js';

const point = { missRate: 2 ** -11, threads: 4, cachedMb: 64, directMb: 256, verifyEvery: 64 };
const good = {
  hits: 204_700,
  misses: 100,
  short: 0,
  failed: 0,
  cachedBefore: 16_384,
  cachedAfter: 16_384,
  threads: 4,
  progressed: 4,
  finished: 4,
  verified: 3200,
  wrong: 0,
};

/** What verification finds when these counters differ from a good launch of 200,000 blocks in its window. */
function findings(changes: Record<string, number>, at: object = {}, work = 200_000): [string, string][] {
  const verification = { ...good, ...changes };
  const result = { type: 'result' as const, elapsedMs: 10, work, metrics: {}, verification };
  return verify(result, { ...point, ...at }).map(({ validity, message }) => [validity, message]);
}

const allMisses = { hits: 0, misses: 500, verified: 8 };

describe('the work of a launch that reads blocks', () => {
  it('is in order when every read is accounted for', () => {
    expect(findings({})).toEqual([]);
  });

  it.each([
    [
      'a block is not the right one',
      { wrong: 2 },
      '2 of 3200 blocks that were looked at are not what was written',
    ],
    ['a read ends before its block does', { short: 1 }, '1 reads ended before their block did'],
    ['a read fails', { failed: 3 }, '3 reads failed'],
    ['too few blocks are looked at', { verified: 3000 }, '3000 blocks were looked at, of 204800 read'],
    ['the cached file was not in the page cache', { cachedBefore: 16_000 }, 'held 16000 of the 16384'],
    ['the page cache never had all of it', { cachedBefore: 16_383 }, 'held 16383 of the 16384 blocks'],
    ['the page cache lost more than a hundredth', { cachedAfter: 16_220 }, 'held 16220 of the 16384 blocks'],
    ['there were too many misses', { misses: 157 }, '157 of 204857 reads were misses, where 100 were to be'],
    ['there were too few misses', { misses: 44 }, '44 of 204744 reads were misses, where 100 were to be'],
    ['there are too few threads', { threads: 3, progressed: 3, finished: 3 }, '3 threads instead of 4'],
    ['a thread never ended', { finished: 3 }, '1 of 4 threads never came to their end'],
    ['a counter is missing', { hits: Number.NaN }, 'no whole number is reported for hits'],
    [
      'only half of the content is told',
      { verified: Number.NaN },
      'no whole number is reported for verified',
    ],
    ['a counter is negative', { short: -1 }, 'no whole number is reported for short'],
  ])('fails when %s', (_, changes, message) => {
    expect(findings(changes)).toContainEqual(['verification-failed', expect.stringContaining(message)]);
  });

  it('leaves room for chance in the share of misses', () => {
    expect(findings({ misses: 140 })).toEqual([]);
    expect(findings({ misses: 62 })).toEqual([]);
  });

  it('leaves none where nothing is drawn', () => {
    expect(findings(allMisses, { missRate: 1 }, 500)).toEqual([]);
    expect(findings({ ...allMisses, hits: 1 }, { missRate: 1 }, 500)).toEqual([
      ['verification-failed', '500 of 501 reads were misses, where 501 were to be'],
    ]);
    expect(findings({ hits: 204_800, misses: 0 }, { missRate: 0 })).toEqual([]);
    expect(findings({ hits: 204_799, misses: 1 }, { missRate: 0 })).toHaveLength(1);
  });

  it('leaves room for the little memory that the kernel takes back meanwhile', () => {
    expect(findings({ cachedAfter: 16_256 })).toEqual([]);
  });

  it('does not ask for the page cache where nothing is to be read from it', () => {
    const without = { ...allMisses, cachedBefore: 0, cachedAfter: 0 };
    expect(findings(without, { missRate: 1 }, 500)).toEqual([]);
    const { verifyEvery, directMb, threads } = point;
    const verification = { ...good, ...without };
    const result = { type: 'result' as const, elapsedMs: 10, work: 500, metrics: {}, verification };
    expect(verify(result, { verifyEvery, directMb, threads })).toEqual([]);
  });

  it('does not ask for the content of those who never say that they look at it', () => {
    const { verified: _, wrong: __, ...verification } = good;
    const result = { type: 'result' as const, elapsedMs: 10, work: 200_000, metrics: {}, verification };
    expect(verify(result, point)).toEqual([]);
  });

  it('fails when more blocks are counted in the window than were read in all', () => {
    expect(findings({}, {}, 204_801)).toEqual([
      ['verification-failed', '204801 blocks counted in the window, but 204800 read in all'],
    ]);
  });

  it('is marked, not refused, when threads never read a block', () => {
    expect(findings({ progressed: 1 })).toEqual([['starved', '3 of 4 threads never read a block']]);
  });
});

describe('the misses of a launch', () => {
  const result = { type: 'result' as const, elapsedMs: 10, work: 200_000, metrics: {}, verification: good };

  it('must have come from a device', () => {
    const [finding] = verify(result, point, { readBytes: 99 * 4096 });
    expect(finding?.message).toBe('100 misses are 409600 bytes, but only 405504 came from a device');
  });

  it.each([100 * 4096, 200 * 4096, null])('are in order when %s bytes did', (readBytes) => {
    expect(verify(result, point, { readBytes })).toEqual([]);
  });
});
