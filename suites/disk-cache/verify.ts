/** Verification of a launch that reads blocks: every read accounted for, what was read is right, misses as many as asked for. */
import type { TreeUsage } from '../../harness/model/launch.js';
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import type { Finding } from '../../harness/model/suite.js';
import { blockBytes, blocksOf } from './files/layout.js';

/**
 * Counters of both disk suites, from the first read of a launch to its last (warm-up and the end of the run included):
 * `hits` and `misses` (reads of `cached` and of `direct` that brought a whole block), `short` (reads that returned less),
 * `failed` (reads that returned an error), `cachedBefore` and `cachedAfter` (blocks of `cached` that the page cache held
 * before the first read and after the last), `threads`, `progressed` (threads that read at least one block), `finished`
 * (threads that came to their end when told to stop).
 */
export const counterNames = [
  'hits',
  'misses',
  'short',
  'failed',
  'cachedBefore',
  'cachedAfter',
  'threads',
  'progressed',
  'finished',
] as const;

/**
 * `verified` (blocks whose content was looked at) and `wrong` (those among them with another number, tag or checksum):
 * only programs that are not ours, and never look at what they read, leave out both.
 */
export const contentCounterNames = ['verified', 'wrong'] as const;

type Counters = Record<(typeof counterNames)[number], number> &
  Partial<Record<(typeof contentCounterNames)[number], number>>;

export function verify(
  result: ResultMessage,
  point: Point,
  usage: Pick<TreeUsage, 'readBytes'> | null = null,
): Finding[] {
  const looksAtContent = contentCounterNames.some((name) => name in result.verification);
  const names = [...counterNames, ...(looksAtContent ? contentCounterNames : [])];
  const missing = names.filter((name) => !isCount(result.verification[name]));
  if (missing.length > 0) return [failed(`no whole number is reported for ${missing.join(', ')}`)];
  const counters = result.verification as Counters;
  const { threads, progressed } = counters;
  const findings = [
    ...contentFaults(counters, Number(point['verifyEvery'])),
    ...cacheFaults(counters, point),
    ...shareFaults(counters, Number(point['missRate'] ?? 1)),
    ...threadFaults(counters, Number(point['threads'])),
    ...workFaults(counters, result.work),
    ...deviceFaults(counters, usage?.readBytes ?? null),
  ].map(failed);
  if (progressed >= threads) return findings;
  const message = `${threads - progressed} of ${threads} threads never read a block`;
  return [...findings, { validity: 'starved', message }];
}

function contentFaults(
  { hits, misses, short, failed: failures, threads, verified, wrong }: Counters,
  verifyEvery: number,
): string[] {
  const faults: string[] = [];
  if (short > 0)
    faults.push(`${short} reads ended before their block did: is a file shorter than it was made?`);
  if (failures > 0) faults.push(`${failures} reads failed`);
  if (verified === undefined || wrong === undefined) return faults;
  if (wrong > 0) faults.push(`${wrong} of ${verified} blocks that were looked at are not what was written`);
  // Each thread counts for itself, and may be short of its next one at the end.
  const least = Math.floor((hits + misses) / verifyEvery) - threads;
  if (verified < least) {
    faults.push(
      `${verified} blocks were looked at, of ${hits + misses} read: one of ${verifyEvery} is to be`,
    );
  }
  return faults;
}

/**
 * Share of the blocks that the kernel may have taken back by the end of a launch: a block that is read then comes from the
 * disk once, and is cached again.
 */
const lostShare = 0.01;

function cacheFaults({ cachedBefore, cachedAfter }: Counters, point: Point): string[] {
  const cachedMb = point['cachedMb'];
  if (cachedMb === undefined || point['missRate'] === 1) return [];
  const blocks = blocksOf(Number(cachedMb));
  const lacking = (cached: number, least: number, when: string): string[] =>
    cached >= least && cached <= blocks
      ? []
      : [`the page cache held ${cached} of the ${blocks} blocks that are to be hits, ${when} the reads`];
  return [
    ...lacking(cachedBefore, blocks, 'before'),
    ...lacking(cachedAfter, blocks * (1 - lostShare), 'after'),
  ];
}

/** More than five standard deviations; and five reads more, for where few misses make the normal distribution a poor guide. */
function shareFaults({ hits, misses }: Counters, missRate: number): string[] {
  const reads = hits + misses;
  const expected = reads * missRate;
  const chance = 5 * Math.sqrt(expected * (1 - missRate)) + (missRate === 0 || missRate === 1 ? 0 : 5);
  if (Math.abs(misses - expected) <= chance) return [];
  return [`${misses} of ${reads} reads were misses, where ${Math.round(expected)} were to be`];
}

function threadFaults({ threads, finished }: Counters, wanted: number): string[] {
  const faults: string[] = [];
  if (threads !== wanted) faults.push(`${threads} threads instead of ${wanted}`);
  if (finished !== threads) {
    faults.push(`${threads - finished} of ${threads} threads never came to their end`);
  }
  return faults;
}

function workFaults({ hits, misses }: Counters, work: number): string[] {
  return work > hits + misses
    ? [`${work} blocks counted in the window, but ${hits + misses} read in all`]
    : [];
}

/** Every miss must have come from a device, whatever the file system made of O_DIRECT: the kernel counts what did. */
function deviceFaults({ misses }: Counters, readBytes: number | null): string[] {
  const least = misses * blockBytes;
  return readBytes === null || readBytes >= least
    ? []
    : [`${misses} misses are ${least} bytes, but only ${readBytes} came from a device`];
}

function failed(message: string): Finding {
  return { validity: 'verification-failed', message };
}

function isCount(value: number | undefined): boolean {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}
