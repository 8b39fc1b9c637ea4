/**
 * Validity: machine-readable reasons why a number may not mean what it says. A cell with one is shown, never ranked.
 * What each of them leaves of a number is said here and nowhere else: every judgement asks the functions below.
 */
import * as z from 'zod';
import { dependsOnLoad, type Metric } from './metric.js';

/** What a reason spoils, in words: by what is spoiled nothing can be judged. */
export const spoilWords = {
  nothing: 'nothing: the mark stands beside the number',
  better: 'the word better: its number stands, and is not called the better one',
  load: 'every number that depends on the load',
  all: 'every number',
} as const;
type Spoils = keyof typeof spoilWords;

interface Reason {
  readonly words: string;
  /** The share of a cell's launches that must carry it before the cell does. */
  readonly share: number;
  readonly spoils: Spoils;
}

/** Every reason. */
export const validityReasons = {
  'generator-bound': {
    words: 'the load generator, not the target, was the limit',
    share: 0.5,
    spoils: 'load',
  },
  'rate-not-met': { words: 'the generator could not keep the requested rate', share: 0.5, spoils: 'load' },
  'failed-requests': {
    words: 'more than one request in a thousand was refused, reset or timed out',
    share: 0.5,
    spoils: 'all',
  },
  'littles-law': {
    words: "the load breaks Little's law by more than 5 %",
    share: 0.5,
    spoils: 'load',
  },
  'not-steady': {
    words: 'the measured window was not steady: it drifts or has a step',
    share: 0.5,
    spoils: 'nothing',
  },
  disturbed: {
    words: 'something else used the machine, or its clock drifted, during the launch',
    share: 0.5,
    spoils: 'nothing',
  },
  oversubscribed: { words: 'more runnable kernel threads than CPUs', share: 0.5, spoils: 'nothing' },
  starved: { words: 'some threads made no progress at all', share: 0.5, spoils: 'better' },
  'verification-failed': { words: 'the work done could not be verified', share: 0, spoils: 'all' },
  errors: { words: 'some launches failed', share: 0, spoils: 'all' },
  unsupported: { words: 'the target says that it cannot do this here', share: 0, spoils: 'all' },
  'too-few-launches': { words: 'fewer than 6 launches: no interval', share: 0, spoils: 'nothing' },
} as const satisfies Record<string, Reason>;

export type ValidityCode = keyof typeof validityReasons;

export const validityCodeSchema = z.enum(Object.keys(validityReasons) as [ValidityCode, ...ValidityCode[]]);

/**
 * The marks that leave no number of this metric to judge by; empty when there is one. To be asked of a whole cell: to leave
 * single launches out for their load would leave out the fastest ones.
 */
export function spoiling(marks: readonly ValidityCode[], metric: Pick<Metric, 'source'>): ValidityCode[] {
  return marks.filter((code) => spoils(code) === 'all' || (spoils(code) === 'load' && dependsOnLoad(metric)));
}

/** The marks that leave no number of any metric: of a cell, or of a single launch, whose values then count for nothing. */
export function spoilingAll(marks: readonly ValidityCode[]): ValidityCode[] {
  return marks.filter((code) => spoils(code) === 'all');
}

/** The marks for which a side is not called better, whatever its number. */
export function forbiddingBetter(marks: readonly ValidityCode[]): ValidityCode[] {
  return marks.filter((code) => spoils(code) === 'better');
}

/** What the marks mean, in words. */
export function wordsOfMarks(marks: readonly ValidityCode[]): string[] {
  return marks.map((code) => validityReasons[code].words);
}

function spoils(code: ValidityCode): Spoils {
  return validityReasons[code].spoils;
}
