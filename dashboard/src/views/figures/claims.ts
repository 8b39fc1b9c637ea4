/** Claims of the papers, as a reader asks of them: which belong to a figure, how they came out, what they would need. Pure. */
import { type ClaimVerdict, claimVerdicts, type JudgedClaim } from '../../../../harness/model/claim.js';
import type { ProfileName } from '../../../../harness/model/profile.js';
import { ratiosOnly } from '../../../../harness/judge/claims/claims.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { count } from '../../chart/numbers.js';
import type { ClaimCells } from './claim-cells.js';
import { profileFor } from './needed-profile.js';
import { idOf, type Place } from './places.js';

/** Verdicts as words of a sentence. */
export const verdictWords: Readonly<Record<ClaimVerdict, string>> = {
  reproduced: 'reproduced',
  'not-reproduced': 'not reproduced',
  inconclusive: 'inconclusive',
  'not-measured': 'not measured',
};

export const verdictNames = Object.keys(claimVerdicts) as ClaimVerdict[];

/** The claims that stand under a figure. A published table has those of its suite that name no figure. */
export function claimsUnder(claims: readonly JudgedClaim[], place: Place): JudgedClaim[] {
  return claims.filter(
    ({ suite, figure }) =>
      suite === place.suite.name && (figure === null ? place.figure === null : figure === idOf(place)),
  );
}

/** The claims that stand under none of these. */
export function claimsElsewhere(claims: readonly JudgedClaim[], places: readonly Place[]): JudgedClaim[] {
  const under = new Set(places.flatMap((place) => claimsUnder(claims, place)));
  return claims.filter((claim) => !under.has(claim));
}

/** How many claims have each verdict. */
export function tallyOf(claims: readonly JudgedClaim[]): { verdict: ClaimVerdict; claims: number }[] {
  return verdictNames.map((verdict) => ({
    verdict,
    claims: claims.filter((claim) => claim.verdict === verdict).length,
  }));
}

/** `2 of 5 claims reproduced`; null where there are none. */
export function shareOf(claims: readonly JudgedClaim[]): string | null {
  if (claims.length === 0) return null;
  const reproduced = claims.filter(({ verdict }) => verdict === 'reproduced').length;
  return `${reproduced} of ${count(claims.length, 'claim')} reproduced`;
}

/** The numbers behind a verdict, without the sentence that stands under every verdict and is said once. */
export function foundOf({ detail }: JudgedClaim): string {
  return detail.endsWith(ratiosOnly) ? detail.slice(0, -ratiosOnly.length).trimEnd() : detail;
}

/** What has to be measured before a claim can be judged; null where nothing is lacking but valid numbers. */
export function neededFor(
  { verdict, suite: name, cells }: JudgedClaim,
  run: Pick<LoadedRun['run'], 'unavailable'>,
  all: ClaimCells,
): string | null {
  const suite = all.suite(name);
  if (verdict !== 'not-measured' || suite === null) return null;
  const read = cells.map((cell) => all.find(cell)).filter((cell) => cell !== null);
  const absent = read.filter((cell) => cell.name === null);
  const strangers = new Set(
    absent.map(({ target }) => target).filter((target) => !suite.targets.has(target)),
  );
  const needs = [...strangers].map((target) => targetNeeded(run, name, target));
  if (absent.some(({ target }) => suite.targets.has(target))) {
    const points = read.map(({ point }) => point);
    needs.push(pointsNeeded(name, profileFor(suite.declaration, points)));
  }
  return needs.length === 0 ? null : `${needs.join('; ')}.`;
}

function targetNeeded(
  { unavailable }: Pick<LoadedRun['run'], 'unavailable'>,
  suite: string,
  target: string,
): string {
  const why = unavailable.find((one) => one.target === target && (one.suite ?? suite) === suite);
  if (why === undefined) return `the target ${target}, which did not play here`;
  return `the target ${target}, which is not available here: ${why.reason}`;
}

function pointsNeeded(suite: string, profile: ProfileName | null): string {
  return profile === null
    ? 'points that no profile measures: name them with --point'
    : `more points: tutti run --suite ${suite} --profile ${profile}`;
}

/** What is said of the claims of a suite that the run does not have: it does not know the suite's profiles either. */
export function suiteNeeded(suite: string): string {
  return `This run does not have the suite ${suite}: tutti run --suite ${suite}, with the profile that tutti list claims names.`;
}

/** Identities of launches, neighbours together: `00001–00006, 00012`. */
export function rangesOf(ids: readonly string[]): string {
  const ranges: { first: string; last: string }[] = [];
  for (const id of ids) {
    const range = ranges.at(-1);
    if (range !== undefined && Number(id) === Number(range.last) + 1) range.last = id;
    else ranges.push({ first: id, last: id });
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(', ');
}
