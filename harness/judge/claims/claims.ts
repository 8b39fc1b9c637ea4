/** Judges the claims of suites by the launches of a run. Pure: the same launches give the same verdicts. */
import type { Claim, ClaimCell, Judgement, JudgedClaim } from '../../model/claim.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { Suite, SuiteDeclaration } from '../../model/suite.js';
import { MeasuredSuite, RecordedEvidence } from './claim-evidence.js';

/** What judging needs of a suite. */
export type ClaimingSuite = Pick<Suite, 'name' | 'claims'>;

/** Stands at the end of every verdict's detail. */
export const ratiosOnly = 'Ratios within this run: nothing is held against the values of 2003.';

/** A run as far as judging needs it. */
export interface JudgedRun {
  readonly suites: readonly SuiteDeclaration[];
  readonly launches: readonly LaunchRecord[];
}

/** Every claim of these suites, in the order they are declared. */
export function judgeClaims(suites: readonly ClaimingSuite[], run: JudgedRun): JudgedClaim[] {
  return suites.flatMap(({ name, claims = [] }) => {
    const declared = run.suites.find((suite) => suite.name === name);
    if (declared === undefined) {
      const judgement = { verdict: 'not-measured' as const, detail: 'the suite is not in the run' };
      return claims.map((claim) => judged(claim, name, judgement));
    }
    const measured = new MeasuredSuite(declared, run.launches);
    return claims.map((claim) => judgeClaim(claim, new RecordedEvidence(measured)));
  });
}

function judgeClaim(claim: Claim, evidence: RecordedEvidence): JudgedClaim {
  const { verdict, detail } = claim.judge(evidence);
  const said = [detail, ...evidence.gaps(), ...evidence.marks()].filter((part) => part !== '').join('; ');
  return judged(
    claim,
    evidence.suite.name,
    { verdict, detail: `${said}. ${ratiosOnly}` },
    evidence.cells(),
    evidence.launches(),
  );
}

function judged(
  { id, claim, source, figure, rule }: Claim,
  suite: string,
  judgement: Judgement,
  cells: ClaimCell[] = [],
  launches: string[] = [],
): JudgedClaim {
  return { id, claim, source, suite, figure: figure ?? null, rule, ...judgement, cells, launches };
}
