/** What an inconclusive cell leaves open: the least change that would have been seen, and how many more blocks would tell. */
import type { ArmRatio, Tolerance } from '../../model/gate.js';
import { confirmBlocks } from './gate-rule.js';

/** More blocks than this are no advice. */
const mostBlocks = 1_000;

/** Blocks from which on the least and the greatest of them are an interval worth its name: 93.8 %, 1 - 2 / 2^n. */
const fewestForRange = 5;

/**
 * The least change, as a share, that a check which stopped after its first stage would have taken to the second: its interval at the confidence that 5 blocks allow is the whole
 * range of the blocks, so a change of half the tolerance and half that range would have been looked at again; and one
 * within the tolerance is none.
 */
export function leastScreened({ n, least, greatest }: ArmRatio, tau: number): number | null {
  if (least === null || greatest === null || n < fewestForRange) return null;
  const half = (Math.log(greatest) - Math.log(least)) / 2;
  return Math.expm1(Math.max(Math.log1p(tau), Math.log1p(tau) / 2 + half));
}

/**
 * About how many more blocks of the second stage would settle a cell, when the estimate stays where it is: the interval
 * narrows with the square root of the blocks, and must get clear of "no change" where the estimate is beyond the
 * tolerance, and within half the margin, with "no change" still in it, where the estimate is near that. Null between the
 * two, where no number of blocks helps.
 * @param cells of the second stage, among which the p value must stand
 */
export function moreBlocks(
  confirm: ArmRatio,
  { tau, margin }: Pick<Tolerance, 'tau' | 'margin'>,
  cells: number,
): number | null {
  const half = halfWidth(confirm);
  if (half === null || confirm.ratio === null) return null;
  const size = Math.abs(Math.log(confirm.ratio));
  const beyond = size > Math.log1p(tau);
  const wanted = beyond ? size : Math.log1p(margin / 2) - size;
  if (!beyond && (wanted < size || half < size)) return null;
  const needed = Math.max(Math.ceil(confirm.n * (half / wanted) ** 2), confirmBlocks(0, cells));
  return needed > mostBlocks ? null : Math.max(1, needed - confirm.n);
}

function halfWidth({ lo, hi }: ArmRatio): number | null {
  return lo === null || hi === null ? null : (Math.log(hi) - Math.log(lo)) / 2;
}
