import { describe, expect, it } from 'vitest';
import { judgeClaims } from '../../harness/judge/claims/claims.js';
import type { JudgedClaim } from '../../harness/model/claim.js';
import type { LaunchRecord } from '../../harness/model/launch.js';
import type { PlannedLaunch } from '../../harness/model/plan.js';
import { failedLaunch, measuredLaunch, recordsOf, runOf } from '../../harness/model/test/records.js';
import type { ValidityCode } from '../../harness/model/validity.js';
import suite from './suite.js';

/** Native under ever more clients: what it comes to with 16,384 is up to a test. */
function knotHolds(atMost: (launch: PlannedLaunch) => LaunchRecord): JudgedClaim | undefined {
  const run = runOf({ suite, targets: ['native'], grid: { clients: [1024, 4096, 16_384] }, blocks: 6 });
  const launches = recordsOf(run, (launch) =>
    launch.point['clients'] === 16_384 ? atMost(launch) : served(launch, 100),
  );
  return judgeClaims([suite], { suites: run.suites, launches }).find(({ id }) => id === '7.5-knot-holds');
}

/** CPU time per request is the same whatever the bandwidth. */
function served(launch: PlannedLaunch, bandwidth: number, ...validity: ValidityCode[]): LaunchRecord {
  return measuredLaunch({ ...launch, metrics: { bandwidth, cpuPerWork: 5000 }, validity });
}

describe('the claim that Knot holds its bandwidth', () => {
  it('is reproduced when it does at every number of clients', () => {
    expect(knotHolds((launch) => served(launch, 90))?.verdict).toBe('reproduced');
  });

  it.each([
    ['requests fail', (launch: PlannedLaunch) => served(launch, 20, 'failed-requests')],
    ['clients are lost count of', (launch: PlannedLaunch) => served(launch, 100, 'littles-law')],
    ['no launch gives a result', (launch: PlannedLaunch) => failedLaunch(launch)],
  ])('is not reproduced from fewer clients alone where with 16,384 %s', (_, atMost) => {
    const judged = knotHolds(atMost);
    expect(judged?.verdict).toBe('not-measured');
    expect(judged?.detail).toMatch(/no valid number \([a-z-]+\): native at clients=16384/);
  });

  it('goes by the CPU time per request where the generator was the limit, as its rule says', () => {
    const judged = knotHolds((launch) => served(launch, 20, 'generator-bound'));
    expect(judged?.verdict).toBe('reproduced');
    expect(judged?.detail).toContain('native at 16384 over itself at 1024 clients, by cpuPerWork: 1 ');
    expect(judged?.rule).toContain('CPU time per request counts in place of bandwidth');
  });
});
