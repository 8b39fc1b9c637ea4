/** Claims: sentences of the papers that can be checked, each with the rule that judges it. */
import * as z from 'zod';
import type { CellSummary } from './cell.js';
import { type Point, pointSchema } from './point.js';
import type { ValidityCode } from './validity.js';

export const claimVerdicts = {
  reproduced: 'it holds here',
  'not-reproduced': 'it does not hold here',
  inconclusive: 'it was measured, and the intervals allow for both',
  'not-measured': 'the cells it needs are not in the run, or have no valid number',
} as const;
export type ClaimVerdict = keyof typeof claimVerdicts;
export const claimVerdictSchema = z.enum(Object.keys(claimVerdicts) as [ClaimVerdict, ...ClaimVerdict[]]);

/** A cell that a claim looks at. */
export const claimCellSchema = z.object({
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  metric: z.string(),
});
export type ClaimCell = z.infer<typeof claimCellSchema>;

/** What a rule finds: a verdict, the numbers behind it in words, and the cells it read. */
export const findingSchema = z.object({
  verdict: claimVerdictSchema,
  detail: z.string(),
  cells: z.array(claimCellSchema),
});

/** A claim as it is printed, published, and stored. */
export const judgedClaimSchema = z.object({
  id: z.string(),
  /** The sentence, in our words. */
  claim: z.string(),
  /** Paper and section. */
  source: z.string(),
  suite: z.string(),
  /** The figure it belongs to, if any. */
  figure: z.string().nullable(),
  /** What is asked for, with its margin and the reason for it, in words. */
  rule: z.string(),
  ...findingSchema.shape,
  /** Identities of the launches behind the cells it read. */
  launches: z.array(z.string()),
});
export type JudgedClaim = z.infer<typeof judgedClaimSchema>;

/** What a rule says. */
export interface Judgement {
  readonly verdict: ClaimVerdict;
  /** The numbers behind it, in words. */
  readonly detail: string;
}

/** One side of a ratio. */
export interface ClaimSide {
  readonly target: string;
  readonly point: Point;
}

/**
 * What a rule can ask of the run that is judged; see `judge/claims/claims.ts`. Whatever is asked for is put on the list of what
 * the verdict rests on.
 */
export interface Evidence {
  /** The cell of this suite, or null when it was not measured or has no valid number. */
  cell(target: string, point: Point, metric: string): CellSummary | null;
  /** The marks that leave no number of this metric there; empty when there is one, or another reason for none. */
  spoiledBy(target: string, point: Point, metric: string): readonly ValidityCode[];
  /** How many times better a is than b, paired within blocks; no numbers when one of them has no valid one. */
  ratio(a: ClaimSide, b: ClaimSide, metric: string): PairedValues;
  /** The points of the run that this target was played at, with a valid number or without. */
  points(target: string): Point[];
}

/** A ratio with its interval; null where there is none. */
export interface PairedValues {
  /** Blocks that it rests on. */
  readonly n: number;
  readonly ratio: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/** A sentence of a paper with its rule. Judged on shape and ratio: no rule asks for an absolute value of 2003. */
export interface Claim {
  /** Stable identity, such as `7.3-capriccio-flat`. */
  readonly id: string;
  readonly claim: string;
  /** Paper and section. */
  readonly source: string;
  /** Identity of the figure that it stands under. */
  readonly figure?: string;
  /** What is asked for, with its margin and the reason for it, in words. */
  readonly rule: string;
  judge(evidence: Evidence): Judgement;
}
