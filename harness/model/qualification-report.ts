/** What `tutti qualify` finds: how often this machine is wrong, how much it sees, and whether it is fit to measure on. */
import * as z from 'zod';
import { metricSchema } from './metric.js';
import { shareSchema } from './simulation.js';

export const qualificationReportVersion = 1;

/** Everything on a machine that can make numbers differ which should not, in words. */
export const noiseSources = {
  drift: 'numbers went up or down in the course of the run',
  'clock-drift': 'the speed of the CPU went up or down in the course of the run',
  frequency: 'the speed of the CPU changed from launch to launch',
  steal: 'the hypervisor gave CPU time to other guests',
  neighbours: 'other programs used the CPUs',
  'neighbours-disk': 'other programs used the disk',
  order: 'where a launch stood in its block changed its numbers',
  modes: 'launches of the same cell came in two kinds, a fast and a slow one',
} as const;
export type NoiseSource = keyof typeof noiseSources;

/** One source of noise that was found, with its size. */
export const noiseFindingSchema = z.object({
  source: z.enum(Object.keys(noiseSources) as [NoiseSource, ...NoiseSource[]]),
  /** How large it is, in words. */
  detail: z.string(),
});
export type NoiseFinding = z.infer<typeof noiseFindingSchema>;

/** How often a difference was called where there is none, over the primary metrics of all trials. Null without a trial. */
export const falseAlarmsSchema = z.object({
  /** The interval of 95 % leaves out "no difference": should be 5 % or less. */
  interval: shareSchema.nullable(),
  /** `tutti compare` would call one side faster. */
  comparison: shareSchema.nullable(),
  /** The rule of the gate would call a change, if its second stage had been this. */
  gate: shareSchema.nullable(),
});
export type FalseAlarms = z.infer<typeof falseAlarmsSchema>;

/** How often a slowdown of one size was noticed, by the same three rules. */
export const powerSchema = z.object({
  /** The share that was asked for, and the median of what the delay loops really took. */
  wanted: z.number(),
  injected: z.number(),
  /** Median of what it did to the primary metric, as a share of the time of the work. */
  measured: z.number(),
  interval: shareSchema.nullable(),
  comparison: shareSchema.nullable(),
  gate: shareSchema.nullable(),
});
export type Power = z.infer<typeof powerSchema>;

/** What trials on this machine come to. */
export const ratesSchema = z.object({
  falseAlarms: falseAlarmsSchema,
  power: z.array(powerSchema),
});
export type Rates = z.infer<typeof ratesSchema>;

/** What is known of one metric of one suite on this machine. */
export const metricNoiseSchema = z.object({
  suite: z.string(),
  metric: metricSchema.shape.name,
  /** Comparisons of a target with itself, of all times. */
  controls: z.int().nonnegative(),
  floor: z.number(),
  floorMeasured: z.boolean(),
  /** Least difference, as a share, that a comparison as long as a trial would have called one (median). */
  mde: z.number().nullable(),
});
export type MetricNoise = z.infer<typeof metricNoiseSchema>;

/** The document of `tutti qualify --json`. */
export const qualificationReportSchema = z.object({
  schema: z.literal(qualificationReportVersion),
  run: z.string(),
  /** The file that all controls of this environment are kept in. */
  file: z.string(),
  fingerprint: z.record(z.string(), z.string()),
  /** Who was measured: where it cannot slow itself down, there are controls only. */
  subjects: z.array(z.object({ suite: z.string(), target: z.string(), slowable: z.boolean() })),
  /** Blocks of one trial, and trials of each subject. */
  blocks: z.int().positive(),
  trials: z.int().positive(),
  /** Launches that gave no valid result. */
  failures: z.int().nonnegative(),
  /** Of this run, and of all runs on this machine together. */
  now: ratesSchema,
  all: ratesSchema,
  metrics: z.array(metricNoiseSchema),
  noise: z.array(noiseFindingSchema),
  fit: z.boolean(),
  /** Why it is not fit; empty when it is. */
  reasons: z.array(z.string()),
});
export type QualificationReport = z.infer<typeof qualificationReportSchema>;
