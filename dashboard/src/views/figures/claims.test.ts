import { describe, expect, it } from 'vitest';
import type { JudgedClaim } from '../../../../harness/model/claim.js';
import { recordsOf, runOf, suiteLike } from '../../../../harness/model/test/records.js';
import { ratiosOnly } from '../../../../harness/judge/claims/claims.js';
import { loadedRun } from '../../data/loaded-run.js';
import { tableCsv } from '../../table/table.js';
import { ClaimCells } from './claim-cells.js';
import { claimsElsewhere, claimsUnder, foundOf, neededFor, rangesOf, shareOf, tallyOf } from './claims.js';
import { claimsTable } from './claims-table.js';
import { placesOf } from './places.js';

const suite = suiteLike();
const run = runOf({ suite, grid: { pairs: [1, 8] } });
const loaded = loadedRun(
  {
    ...run,
    unavailable: [{ target: 'go', suite: null, reason: 'there is no go here', remedy: null }],
  },
  recordsOf(run),
);
const places = placesOf(loaded);
const all = new ClaimCells(loaded);

function claimLike(overrides: Partial<JudgedClaim> = {}): JudgedClaim {
  return {
    id: 'flat',
    claim: 'It is flat.',
    source: 'A paper, section 4',
    suite: suite.name,
    figure: '7.3',
    rule: 'within 10 %',
    verdict: 'reproduced',
    detail: `1.02 [0.99, 1.05]. ${ratiosOnly}`,
    cells: [],
    launches: ['00001'],
    ...overrides,
  };
}

describe('claims', () => {
  it('stand under the figure that they name, and elsewhere where there is none', () => {
    const claims = [
      claimLike(),
      claimLike({ figure: null }),
      claimLike({ figure: 'other' }),
      claimLike({ suite: 'pipe' }),
    ];
    const [place] = places;
    if (place === undefined) throw new Error('the example has lost its figure');
    expect(claimsUnder(claims, place)).toEqual(claims.slice(0, 1));
    expect(claimsElsewhere(claims, places)).toEqual(claims.slice(1));
  });

  it('stand under the published table of their suite where they name no figure', () => {
    const claim = claimLike({ figure: null });
    expect(claimsUnder([claim], { suite, figure: null })).toEqual([claim]);
  });

  it('are counted by verdict, those that nobody has too', () => {
    const claims = [claimLike(), claimLike({ verdict: 'inconclusive' }), claimLike()];
    expect(tallyOf(claims).map(({ claims: number }) => number)).toEqual([2, 0, 1, 0]);
    expect(shareOf(claims)).toBe('2 of 3 claims reproduced');
    expect(shareOf([])).toBeNull();
  });

  it('say what was found without the sentence that stands under every verdict', () => {
    expect(foundOf(claimLike())).toBe('1.02 [0.99, 1.05].');
    expect(foundOf(claimLike({ detail: 'the suite is not in the run' }))).toBe('the suite is not in the run');
  });

  it('have their launches written as ranges', () => {
    expect(rangesOf(['00001', '00002', '00003', '00007', '00009', '00010'])).toBe(
      '00001–00003, 00007, 00009–00010',
    );
    expect(rangesOf([])).toBe('');
  });
});

describe('what a claim that was not measured would need', () => {
  const cellOf = (target: string, pairs: number) => ({
    suite: suite.name,
    target,
    point: { pairs },
    metric: 'throughput',
  });
  const needed = (...cells: JudgedClaim['cells']) =>
    neededFor(claimLike({ verdict: 'not-measured', cells }), loaded.run, all);

  it('is nothing where it was judged, or has every cell and no valid number', () => {
    expect(neededFor(claimLike({ cells: [cellOf('capriccio', 64)] }), loaded.run, all)).toBeNull();
    expect(needed(cellOf('capriccio', 8))).toBeNull();
  });

  it('is the profile that measures its points', () => {
    expect(needed(cellOf('capriccio', 8), cellOf('capriccio', 16))).toBe(
      'more points: tutti run --suite producer-consumer --profile standard.',
    );
    expect(needed(cellOf('capriccio', 3))).toBe('points that no profile measures: name them with --point.');
  });

  it('is a target that did not play, with the reason where it is known', () => {
    expect(needed(cellOf('nptl', 8), cellOf('go', 8))).toBe(
      'the target nptl, which did not play here; the target go, which is not available here: there is no go here.',
    );
  });
});

describe('the table of claims', () => {
  it('has a row for each, by suite, and all that is known of it in the CSV', () => {
    const table = claimsTable([
      claimLike(),
      claimLike({ suite: 'pipe', id: 'more', verdict: 'inconclusive' }),
    ]);
    expect(table.groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['producer-consumer', 1],
      ['pipe', 1],
    ]);
    expect(tableCsv(table).split('\n')[0]).toBe('suite,id,verdict,launches,claim,source,figure,rule,detail');
  });
});

describe('a cell that a claim read', () => {
  const find = (target: string, pairs: number, metric = 'throughput') =>
    all.find({ suite: suite.name, target, point: { pairs }, metric });

  it('has a name on the page, with the factors that vary', () => {
    expect(find('capriccio', 8)?.name).toEqual({
      suite: suite.name,
      metric: 'throughput',
      target: 'capriccio',
      at: { pairs: '8' },
    });
  });

  it('has none where the run does not have it', () => {
    expect(find('capriccio', 64)).toMatchObject({ name: null, point: { pairs: 64, capacity: 1 } });
    expect(find('capriccio', 8, 'other')?.name).toBeNull();
    expect(find('nptl', 8)?.name).toBeNull();
    expect(all.find({ suite: 'pipe', target: 'nptl', point: {}, metric: 'throughput' })).toBeNull();
  });
});
