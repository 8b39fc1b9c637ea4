import { describe, expect, it } from 'vitest';
import { tokensFor, verify } from './verify.js';

const point = { pipes: 16, route: 1 };
const good = {
  tokens: 4,
  found: 4,
  duplicated: 0,
  torn: 0,
  hops: 100,
  passed: 100,
  threads: 16,
  progressed: 16,
  finished: 16,
};

/** What verification finds when these counters differ from a good launch of 90 tokens in its window. */
function findings(changes: Record<string, number>, work = 90): [string, string][] {
  const verification = { ...good, ...changes };
  const result = { type: 'result' as const, elapsedMs: 10, work, metrics: {}, verification };
  return verify(result, point).map(({ validity, message }) => [validity, message]);
}

describe('the number of tokens', () => {
  it.each([
    [2, 1],
    [4, 1],
    [64, 16],
    [127, 31],
    [128, 128],
    [65_536, 128],
  ])('among %i pipes is %i, as in the paper', (pipes, tokens) => {
    expect(tokensFor(pipes)).toBe(tokens);
  });
});

describe('the work of a pipe launch', () => {
  it('is in order when every token and every thread is accounted for', () => {
    expect(findings({})).toEqual([]);
  });

  it.each([
    ['there are too many tokens', { tokens: 5, found: 5 }, '5 tokens among 16 pipes, which are to have 4'],
    ['a token is lost', { found: 3 }, '1 of 4 tokens are lost'],
    ['a token comes from nowhere', { found: 5 }, '5 tokens found, but 4 put in'],
    ['a token is there twice', { duplicated: 1 }, '1 tokens found more than once'],
    ['a token was torn', { torn: 2 }, '2 tokens were torn'],
    ['a hop is not on any token', { hops: 99 }, 'the tokens count 99 hops, but the threads passed on 100'],
    ['there are too few threads', { threads: 15, progressed: 15, finished: 15 }, '15 threads for 16 pipes'],
    ['a thread never ended', { finished: 15 }, '1 of 16 threads never came to their end'],
    ['a counter is missing', { hops: Number.NaN }, 'no whole number is reported for hops'],
    ['a counter is negative', { torn: -1 }, 'no whole number is reported for torn'],
    ['a counter is no whole number', { passed: 0.5 }, 'no whole number is reported for passed'],
  ])('fails when %s', (_, changes, message) => {
    expect(findings(changes)).toContainEqual(['verification-failed', expect.stringContaining(message)]);
  });

  it('fails when more tokens are counted in the window than were passed on in all', () => {
    expect(findings({}, 101)).toEqual([
      ['verification-failed', '101 tokens counted in the window, but 100 passed on in all'],
    ]);
  });

  it('is marked, not refused, when threads never had a token', () => {
    expect(findings({ progressed: 13 })).toEqual([['starved', '3 of 16 threads never passed on a token']]);
  });
});
