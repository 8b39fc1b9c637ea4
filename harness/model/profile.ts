/** Profiles: named sizes of plan. */
import * as z from 'zod';

export const profileNameSchema = z.enum(['smoke', 'quick', 'standard', 'paper']);
export type ProfileName = z.infer<typeof profileNameSchema>;

export const profileSchema = z.object({
  name: profileNameSchema,
  summary: z.string(),
  /** Whether targets that stand aside take part without being asked for. */
  asides: z.boolean(),
  /** Launches of each cell: the number of blocks a point is given. */
  launches: z.int().positive(),
  warmupMs: z.number().nonnegative(),
  measureMs: z.number().positive(),
  intervalMs: z.number().positive(),
  /** Deadline from the start of a process to its `ready`. */
  readyMs: z.number().positive(),
});
export type Profile = z.infer<typeof profileSchema>;

/** The profiles, from the smallest. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  smoke: {
    name: 'smoke',
    summary: 'does everything start, work and verify? two short launches of a few points; no interval',
    asides: true,
    launches: 2,
    warmupMs: 20,
    measureMs: 60,
    intervalMs: 10,
    readyMs: 5_000,
  },
  quick: {
    name: 'quick',
    summary: 'a first true picture in under five minutes on two cores',
    asides: false,
    launches: 6,
    warmupMs: 100,
    measureMs: 250,
    intervalMs: 20,
    readyMs: 5_000,
  },
  standard: {
    name: 'standard',
    summary: 'what to quote: every point, ten launches of two seconds',
    asides: true,
    launches: 10,
    warmupMs: 500,
    measureMs: 2_000,
    intervalMs: 100,
    readyMs: 30_000,
  },
  paper: {
    name: 'paper',
    summary: "the papers' own counts: every point, ten seconds a launch",
    asides: true,
    launches: 6,
    warmupMs: 2_000,
    measureMs: 10_000,
    intervalMs: 100,
    readyMs: 120_000,
  },
};
