/**
 * The regression gate: what a user's configuration says of it, the exceptions that a user's repository keeps, and
 * `verdict.json`, which everything that is shown of a check is made from.
 */
import * as z from 'zod';
import { metricSchema } from './metric.js';
import { type Point, gridSchema, pointKey, pointSchema } from './point.js';
import { timingSchema } from './plan.js';
import { validityCodeSchema } from './validity.js';

/** The arms of a check: the revision that is compared with, the one that is judged, and an independent second copy of base. */
export const gateArms = ['base', 'head', 'control'] as const;
export type GateArm = (typeof gateArms)[number];

/** One entry of `cells` in the configuration. */
export const gateSelectionSchema = z.strictObject({
  suite: z.string().min(1),
  /** Names of targets, as `tutti run --target` takes them; every target that can play the suite when not given. */
  targets: z.array(z.string().min(1)).min(1).optional(),
  /** Values of factors, every combination of them; the points of the `smoke` profile when not given. */
  points: gridSchema.optional(),
  /** Metrics of the suite; its first one when not given. */
  metrics: z.array(z.string().min(1)).min(1).optional(),
  /** Differences up to this share are tolerated: 0.05 is 5 %. By metric, or one for all. */
  margin: z.union([z.number().positive(), z.record(z.string(), z.number().positive())]).default(0.05),
});

/** Durations that every launch of a check is given unless the configuration says otherwise, in milliseconds. */
export const gateTiming = { warmupMs: 500, measureMs: 2_000, intervalMs: 100, readyMs: 30_000 } as const;

/** Blocks of each stage unless the configuration says otherwise. */
export const gateBlocks = { screen: 5, confirm: 12 } as const;

/** `gate` in `tutti.config.ts`. */
export const gateConfigSchema = z.strictObject({
  /** Shell commands that make a fresh checkout ready to run, in this order, such as `npm ci`. Run in each copy. */
  setup: z.array(z.string().min(1)).default([]),
  /** Folder within a checkout, once set up, below which `suites/` and `targets/` lie built; for targets found in folders. */
  declarations: z.string().min(1).optional(),
  cells: z.array(gateSelectionSchema).min(1),
  /** Blocks of the first stage, and of the second: each of them launches every arm of a cell once. */
  blocks: z
    .strictObject({
      screen: z.int().min(3).default(gateBlocks.screen),
      confirm: z.int().min(6).default(gateBlocks.confirm),
    })
    .default(gateBlocks),
  timing: timingSchema.partial().default({}),
});
export type GateConfig = z.infer<typeof gateConfigSchema>;

/** A cell and metric that is gated, with its margin: a selection of the configuration resolved. */
export const gatedCellSchema = z.object({
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  metric: metricSchema.shape.name,
  margin: z.number().positive(),
});
export type GatedCell = z.infer<typeof gatedCellSchema>;

/** The name that reports, exceptions and `tutti accept` know a gated cell by: `suite/target/factor=value,../metric`. */
export function gatedCellName(cell: { suite: string; target: string; point: Point; metric: string }): string {
  return [cell.suite, cell.target, pointKey(cell.point), cell.metric].filter((part) => part !== '').join('/');
}

export const acceptedSchemaVersion = 1;

/** A change that was looked at and is put up with for some time. */
export const acceptedChangeSchema = z.object({
  /** `gatedCellName`. */
  cell: z.string().min(1),
  reason: z.string().min(1),
  /** The last day on which it holds (UTC). */
  until: z.iso.date(),
  by: z.string().min(1),
  /** The accepted ratio of head to base, as the check measured it: down to it, and by the tolerance beyond. Null: none. */
  ratio: z.number().positive().nullable().default(null),
  /** The same where there is no ratio: the accepted difference, in the unit of the metric, below 0 worse. */
  difference: z.number().nullable().default(null),
  /** Whether head may also fail where base does not. */
  failure: z.boolean().default(false),
});
export type AcceptedChange = z.infer<typeof acceptedChangeSchema>;

/** `tutti.accepted.json`, which a user's repository keeps and its people review. */
export const acceptedFileSchema = z.object({
  schema: z.literal(acceptedSchemaVersion),
  accepted: z.array(acceptedChangeSchema),
});

/** Every verdict on a gated cell, in words. */
export const gateVerdicts = {
  regression: 'head is worse than base, beyond the tolerance, and it was confirmed',
  improvement: 'head is better than base, beyond the tolerance, and it was confirmed',
  equivalent: 'the whole interval lies within half the margin, and no change within it',
  inconclusive: 'neither a change nor its absence was shown',
  accepted: 'head is worse or fails, and an exception says that just this is known',
  failed: 'head gave no valid result where base did',
  incomparable: 'the two were not measured under the same conditions',
} as const;
export type CellVerdict = keyof typeof gateVerdicts;
export const cellVerdictSchema = z.enum(Object.keys(gateVerdicts) as [CellVerdict, ...CellVerdict[]]);

/** What a check comes to, in words. */
export const gateStates = {
  pass: 'no regression was found',
  regression: 'a regression was found and confirmed',
  unstable: 'an alarm speaks against all its verdicts: this machine cannot tell now',
  failed: 'head fails where base does not, or gave no value at all',
  inconclusive: 'something looked different, and could be neither confirmed nor ruled out',
  incomparable: 'base and head were not measured under the same conditions',
} as const;
export type GateState = keyof typeof gateStates;
export const gateStateSchema = z.enum(Object.keys(gateStates) as [GateState, ...GateState[]]);

/** Two arms compared within blocks; numbers that do not exist are null. Above 1: better than base. */
export const armRatioSchema = z.object({
  /** Blocks in which both were measured. */
  n: z.int().nonnegative(),
  ratio: z.number().nullable(),
  /** Exact interval, 95 % or more; null below 6 blocks. */
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Two-sided, exact sign-flip test. */
  p: z.number().nullable(),
  /** Least and greatest ratio of a block. */
  least: z.number().nullable(),
  greatest: z.number().nullable(),
  /**
   * Where a value of zero or less leaves no ratio: how much better than base, in the unit of the metric; below 0 worse. p is
   * that of these differences then. Null where there is a ratio, or no block with both.
   */
  difference: z
    .object({
      /** Hodges-Lehmann estimate, and the exact interval of 95 % or more; null below 6 blocks. */
      estimate: z.number(),
      lo: z.number().nullable(),
      hi: z.number().nullable(),
      /** The mean size of the values of base and its copy, of which the tolerance is a share. */
      scale: z.number().nonnegative(),
    })
    .nullable(),
});
export type ArmRatio = z.infer<typeof armRatioSchema>;

/** One arm of a cell in one stage. */
export const armNumbersSchema = z.object({
  /** Median over its launches, in the unit of the metric. */
  median: z.number().nullable(),
  /** Launches with a value, by id: lines of `launches.ndjson` in the folder of the stage. */
  launches: z.array(z.string()),
  /** Launches without one, and why. */
  failures: z.array(z.object({ launch: z.string(), reason: z.string() })),
});
export type ArmNumbers = z.infer<typeof armNumbersSchema>;

/** What one stage measured of a cell. */
export const stageNumbersSchema = z.object({
  arms: z.object({ base: armNumbersSchema, head: armNumbersSchema, control: armNumbersSchema }),
  /** Head against base. */
  head: armRatioSchema,
  /** The control against base: noise. */
  control: armRatioSchema,
});
export type StageNumbers = z.infer<typeof stageNumbersSchema>;

/** The tolerance of a cell, as a share, and what it is the greatest of. */
export const toleranceSchema = z.object({
  tau: z.number(),
  /** As configured. */
  margin: z.number(),
  /** Noise floor of the machine, and whether it was measured (`tutti qualify`) or is the usual assumption. */
  floor: z.number(),
  floorMeasured: z.boolean(),
  /** Size of the difference that base showed to its own copy in the stage that decided; null without a control. */
  control: z.number().nullable(),
  /** Whether it is twice that, as for throughput where more threads were runnable than there are CPUs. */
  doubled: z.boolean(),
});
export type Tolerance = z.infer<typeof toleranceSchema>;

/** A gated cell, judged. */
export const judgedCellSchema = z.object({
  /** `gatedCellName`. */
  cell: z.string(),
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  metric: metricSchema.shape.name,
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better,
  verdict: cellVerdictSchema,
  /** In words: what the verdict rests on. */
  reason: z.string(),
  /** Whether something was seen, or could not be seen, that is neither confirmed nor ruled out: see `--fail-on inconclusive`. */
  open: z.boolean(),
  /** Whether the first stage saw enough for a second: half the tolerance, or head failing oftener. */
  candidate: z.boolean(),
  /** The stage that the numbers beside it are of: the second where there was one. */
  decidedBy: z.enum(['screen', 'confirm']),
  /** Of head against base; see `armRatioSchema`. */
  ...armRatioSchema.shape,
  /** p by Holm's method over the cells of the second stage; null for the others. */
  adjustedP: z.number().nullable(),
  tolerance: toleranceSchema,
  /** Least change, as a share, that this check would have called one; null when it cannot be said. */
  mde: z.number().nullable(),
  /** About so many more blocks of the second stage would settle an `inconclusive` cell; null when it cannot be said. */
  moreBlocks: z.int().positive().nullable(),
  screen: stageNumbersSchema,
  confirm: stageNumbersSchema.nullable(),
  /** The exception it falls under, and what its verdict would be without. */
  exception: acceptedChangeSchema
    .extend({
      otherwise: cellVerdictSchema,
      /** Whether head itself brought it, or changed what it covers; null when base's exceptions are not known. */
      addedByHead: z.boolean().nullable(),
    })
    .nullable(),
  /** Marks of base and head in the stage that decided. */
  validity: z.array(validityCodeSchema),
});
export type JudgedCell = z.infer<typeof judgedCellSchema>;

/** Every reason why the verdicts of a whole check are in doubt, in words. */
export const gateAlarms = {
  'control-fired': 'base differs from its own copy by the rule that calls a change',
  'as-many-better-as-worse':
    'about as many cells are better as are worse: that is the machine, not the change',
} as const;
export type GateAlarm = keyof typeof gateAlarms;

/** A revision as the user named it, and the commit that it is; null for what is no commit. */
export const gateRevisionSchema = z.object({ name: z.string(), commit: z.string().nullable() });
export type GateRevision = z.infer<typeof gateRevisionSchema>;

/** Where the numbers of a stage come from. */
export const gateStageSchema = z.object({
  /** Id of its run, and the folder of that run below the one of `verdict.json`. */
  run: z.string(),
  folder: z.string(),
  seed: z.int().nonnegative(),
  blocks: z.int().positive(),
});

/** A quantity of the environment that is not the same on both sides. */
export const differenceSchema = z.object({ what: z.string(), base: z.string(), head: z.string() });

export const verdictSchemaVersion = 1;

/** `verdict.json`: the source of every report of a check. */
export const gateVerdictSchema = z.object({
  schema: z.literal(verdictSchemaVersion),
  at: z.iso.datetime(),
  state: gateStateSchema,
  /** What `tutti check` exits with. */
  exit: z.int().nonnegative(),
  /** What it was asked for: `--confirm`, `--fail-on inconclusive`. */
  asked: z.object({ confirmAll: z.boolean(), failOnInconclusive: z.boolean() }),
  base: gateRevisionSchema,
  head: gateRevisionSchema,
  /** The environment, by name (`machineFingerprint`). */
  fingerprint: z.record(z.string(), z.string()),
  /** What else is to be known: changes that are not committed, targets that only one of the two has. */
  notes: z.array(z.string()),
  /** Why it is `incomparable`; else empty. */
  differences: z.array(differenceSchema),
  /** `confirm` is null when there was nothing to confirm. */
  stages: z.object({ screen: gateStageSchema, confirm: gateStageSchema.nullable() }),
  alarms: z.array(
    z.object({
      alarm: z.enum(Object.keys(gateAlarms) as [GateAlarm, ...GateAlarm[]]),
      /** The numbers behind it, in words. */
      detail: z.string(),
    }),
  ),
  cells: z.array(judgedCellSchema),
  /** Exceptions that do nothing any more, to be removed or renewed: their time is over, or their cell is not gated. */
  stale: z.array(acceptedChangeSchema.extend({ why: z.enum(['expired', 'not-gated']) })),
});
export type GateVerdict = z.infer<typeof gateVerdictSchema>;
