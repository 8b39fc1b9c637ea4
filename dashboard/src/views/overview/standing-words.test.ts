import { describe, expect, it } from 'vitest';
import type { Standing, TierTable } from '../../../../harness/model/tier.js';
import { isDecided, plateauWords, standingWords, tierWords, verdictWords } from './standing-words.js';

/** Standings from pairs of tier and how many beat it; null for one that is not ranked. */
function tableOf(
  places: readonly (readonly [tier: number, beatenBy: number] | null)[],
  overrides: Partial<TierTable> = {},
): TierTable {
  const standings: Standing[] = places.map((place, index) => ({
    target: String.fromCharCode(97 + index),
    tier: place?.[0] ?? null,
    bestRank: place === null ? null : index + 1,
    worstRank: place === null ? null : index + 2,
    beatenBy: place?.[1] ?? 0,
    beats: 0,
    n: 12,
    median: 100 - index,
    lo: 99 - index,
    hi: 101 - index,
    validity: [],
    reason: place === null ? 'something is known against it' : '',
  }));
  return {
    suite: 'web',
    point: {},
    metric: 'throughput',
    unit: 'requests/s',
    better: 'higher',
    floor: 0.05,
    floorMeasured: false,
    standings,
    blocks: 12,
    blocksNeeded: 10,
    plateau: null,
    ...overrides,
  };
}

describe('the verdict on a table', () => {
  it.each<[string, TierTable | null, string]>([
    ['no values', null, 'No launch at this point gave this metric.'],
    [
      'no ranks',
      tableOf([null, null]),
      'Nobody is ranked here: something is known against each of 2 targets.',
    ],
    ['one rank', tableOf([[1, 0], null]), 'Only a is ranked here: there is nobody to compare it with.'],
    [
      'one winner',
      tableOf([
        [1, 0],
        [2, 1],
      ]),
      'a is best: better than the other one beyond doubt.',
    ],
    [
      'two winners that are alike',
      tableOf([
        [1, 0],
        [1, 0],
        [2, 2],
        [3, 3],
      ]),
      'a and b are best: better than the other 2 beyond doubt; from each other they cannot be told apart.',
    ],
    [
      'a chain of winners',
      tableOf([
        [1, 0],
        [1, 0],
        [1, 1],
        [2, 3],
      ]),
      'a, b and c are best: better than the other one beyond doubt; no clean cut between them.',
    ],
    [
      'no tiers',
      tableOf([
        [1, 0],
        [1, 0],
      ]),
      'Not decided: a has the best median (rank 1 to 2 of 2), but no two can be told apart.',
    ],
    [
      'too few launches',
      tableOf(
        [
          [1, 0],
          [1, 0],
        ],
        { blocks: 1, blocksNeeded: 6 },
      ),
      'Not decided: a has the best median (rank 1 to 2 of 2), but with 1 launch of each nothing can be told apart among ' +
        '2 targets, however different they are; it takes 6.',
    ],
  ])('with %s', (_, table, words) => {
    expect(verdictWords(table)).toBe(words);
  });

  it('calls nobody best where there is one tier', () => {
    expect(
      isDecided(
        tableOf([
          [1, 0],
          [1, 0],
        ]),
      ),
    ).toBe(false);
    expect(
      isDecided(
        tableOf([
          [1, 0],
          [2, 1],
        ]),
      ),
    ).toBe(true);
  });
});

describe('a tier', () => {
  it('says what its targets are to each other, and to those above', () => {
    const table = tableOf([
      [1, 0],
      [2, 1],
      [2, 1],
      [3, 3],
      [3, 4],
    ]);
    const tier = (number: number) => table.standings.filter((one) => one.tier === number);
    expect([1, 2, 3].map((number) => tierWords(table, tier(number)))).toEqual([
      'Tier 1: best',
      'Tier 2: beaten by everybody above; from each other they cannot be told apart',
      'Tier 3: beaten by everybody above; no clean cut between them',
    ]);
  });
});

describe('a standing in full', () => {
  it('has tier, ranks, and who is better beyond doubt', () => {
    const table = tableOf([[1, 0], [2, 1], null]);
    expect(table.standings.map((standing) => standingWords(table, standing))).toEqual([
      'Tier 1 of 2; rank 1 to 2 of 2 with 95 % confidence; better than none and worse than none of the others beyond doubt.',
      'Tier 2 of 2; rank 2 to 3 of 2 with 95 % confidence; better than none and worse than 1 of the others beyond doubt.',
      'Not ranked.',
    ]);
  });
});

describe('a plateau', () => {
  it('is said to be a common limit rather than a common merit', () => {
    const plateau = { targets: ['a', 'b', 'c', 'd', 'e', 'f'], runtimes: ['c++', 'node'], within: 0.01 };
    expect(plateauWords(tableOf([], { plateau }))).toBe(
      'A common limit is likelier than a common merit: 6 targets of 2 runtimes lie within 1 % of the best one. ' +
        'It may be the load generator, a disk, or a pause that all of them wait for.',
    );
    expect(plateauWords(tableOf([]))).toBeNull();
  });
});
