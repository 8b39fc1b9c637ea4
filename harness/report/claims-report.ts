/** Judged claims: for machines, and for the terminal. */
import { type ClaimVerdict, claimVerdicts, type JudgedClaim } from '../model/claim.js';
import type { Run } from '../model/run.js';
import { printable } from './printable.js';

/** What `claims --json` prints. */
export function claimsDocument(run: Run, claims: readonly JudgedClaim[]): Record<string, unknown> {
  return { schema: 1, run: run.id, claims };
}

/** What `claims` prints: each claim with its verdict, what was asked for, and the numbers. */
export function claimsReport(run: Run, claims: readonly JudgedClaim[]): string {
  const inRun = new Set(run.suites.map(({ name }) => name));
  const suites = [...new Set(claims.map(({ suite }) => suite))];
  const missing = suites.filter((suite) => !inRun.has(suite));
  return [
    `Claims on run ${run.id}, profile ${run.plan.profile}: ${countsOf(claims)}`,
    ...suites
      .filter((suite) => inRun.has(suite))
      .map((suite) => [suite, ...claims.filter((claim) => claim.suite === suite).map(entryOf)].join('\n')),
    missing.length === 0 ? '' : `Not in the run: ${missing.join(', ')}`,
    standsFor(run, claims),
    ['Verdicts', ...Object.entries(claimVerdicts).map(([verdict, words]) => `  ${verdict}: ${words}`)].join(
      '\n',
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function countsOf(claims: readonly JudgedClaim[]): string {
  const verdicts = Object.keys(claimVerdicts) as ClaimVerdict[];
  const counts = verdicts.map(
    (verdict) => `${claims.filter((claim) => claim.verdict === verdict).length} ${verdict}`,
  );
  return counts.join(', ');
}

function entryOf({ id, claim, source, figure, rule, verdict, detail, launches }: JudgedClaim): string {
  const where = figure === null ? source : `${source}, figure ${figure}`;
  const rests = launches.length === 0 ? '' : ` (${launches.length} launches)`;
  return [
    `  ${verdict.toUpperCase()}  ${id}: ${claim}`,
    `      source: ${where}`,
    `      rule:   ${rule}`,
    `      here:   ${printable(detail)}${rests}`,
  ].join('\n');
}

/** Which system of the papers each target that was read stands for. */
function standsFor(run: Run, claims: readonly JudgedClaim[]): string {
  const read = new Set(claims.flatMap(({ cells }) => cells.map(({ target }) => target)));
  const lines = run.targets
    .filter(({ name }) => read.has(name))
    .map((target) => `  ${target.name}: ${target.standsFor}`);
  return lines.length === 0 ? '' : ['Targets stand for', ...lines].join('\n');
}
