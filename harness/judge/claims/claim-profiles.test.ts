import { describe, expect, it } from 'vitest';
import { atLeast, every } from '../../authoring/rules.js';
import { Sweep } from '../../authoring/sweep.js';
import type { Claim } from '../../model/claim.js';
import { suiteLike } from '../../model/test/records.js';
import { leastProfile } from './claim-profiles.js';

/** A claim about the throughput at some numbers of pairs against that at one pair. */
function about(...pairs: number[]): Claim {
  return {
    id: 'c',
    claim: 'c',
    source: 's',
    rule: 'r',
    judge(evidence) {
      const shape = {
        factor: 'pairs',
        unit: 'pairs',
        metric: 'throughput',
        fixed: [{ capacity: 1 }],
      } as const;
      const at = new Sweep(evidence, shape, ['native']);
      return every(pairs.map((many) => atLeast(at.across('native', many, 1), 2)));
    },
  };
}

/** Quick measures 1, 8 and 64 pairs, standard all powers of two to 64. */
const suite = suiteLike();

describe('the smallest profile that is enough for a claim', () => {
  it.each([
    [[8, 64], 'quick'],
    [[8, 16], 'standard'],
    [[16, 8], 'standard'],
    [[128], null],
    [[8, 128], null],
    [[], null],
  ])('that asks for %j pairs against one is %s', (pairs, profile) => {
    expect(leastProfile(about(...pairs), suite)).toBe(profile);
  });
});
