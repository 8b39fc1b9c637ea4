/** Validity: machine-readable reasons why a number may not mean what it says. A cell with one is shown, never ranked. */
import * as z from 'zod';

/** Every reason, in words, and the share of a cell's launches that must carry it before the cell does. */
export const validityReasons = {
  'generator-bound': { words: 'the load generator, not the target, was the limit', share: 0.5 },
  'rate-not-met': { words: 'the generator could not keep the requested rate', share: 0.5 },
  'failed-requests': {
    words: 'more than one request in a thousand was refused, reset or timed out',
    share: 0.5,
  },
  'littles-law': { words: "the load breaks Little's law by more than 5 %", share: 0.5 },
  'not-steady': { words: 'the measured window was not steady: it drifts or has a step', share: 0.5 },
  disturbed: {
    words: 'something else used the machine, or its clock drifted, during the launch',
    share: 0.5,
  },
  oversubscribed: { words: 'more runnable kernel threads than CPUs', share: 0.5 },
  starved: { words: 'some threads made no progress at all', share: 0.5 },
  'verification-failed': { words: 'the work done could not be verified', share: 0 },
  errors: { words: 'some launches failed', share: 0 },
  unsupported: { words: 'the target says that it cannot do this here', share: 0 },
  'too-few-launches': { words: 'fewer than 6 launches: no interval', share: 0 },
} as const satisfies Record<string, { words: string; share: number }>;

export type ValidityCode = keyof typeof validityReasons;

export const validityCodeSchema = z.enum(Object.keys(validityReasons) as [ValidityCode, ...ValidityCode[]]);
