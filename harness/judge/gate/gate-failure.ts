/** When launches of head that fail are head's fault, and when that cannot be told. */
import type { ArmNumbers, StageNumbers } from '../../model/gate.js';
import { type Count, fisherExact } from '../../stats/fisher-exact.js';

/** Probability of taking failures for head's that chance has put there. */
const significance = 0.05;

/**
 * Why head counts as failed in a stage; null when it does not. Head gave no value where base gave one; or it failed at all
 * where base and its copy never did; or it failed clearly oftener than the two together, which are the same program
 * (Fisher's exact test, one-sided, 5 %).
 */
export function failureOf({ arms }: StageNumbers): string | null {
  const { base, head } = arms;
  if (base.launches.length === 0) return null;
  if (head.failures.length === 0) return head.launches.length === 0 ? 'head was not launched' : null;
  const ofBase = failuresOfBase(arms);
  const failed =
    head.launches.length === 0 || ofBase.count === 0 || fisherExact(failuresIn(head), ofBase) < significance;
  return failed ? failuresInWords(arms) : null;
}

/** Why head may be worse than base although it does not count as failed: it failed oftener, by chance or not. */
export function suspicionOf({ arms }: StageNumbers): string | null {
  const { base, head } = arms;
  if (base.launches.length === 0 || head.failures.length === 0) return null;
  const [ofHead, ofBase] = [failuresIn(head), failuresOfBase(arms)];
  if (ofHead.count * ofBase.of <= ofBase.count * ofHead.of) return null;
  return `too few launches to tell whether head fails oftener: ${failuresInWords(arms)}`;
}

function failuresInWords(arms: StageNumbers['arms']): string {
  const [ofHead, ofBase] = [failuresIn(arms.head), failuresOfBase(arms)];
  const [first] = arms.head.failures;
  const beside = ofBase.count === 0 ? '' : `, base and its copy in ${ofBase.count} of ${ofBase.of}`;
  const which = first === undefined ? '' : `; ${first.launch}: ${first.reason}`;
  return `head failed in ${ofHead.count} of ${ofHead.of} launches${beside}${which}`;
}

function failuresOfBase({ base, control }: StageNumbers['arms']): Count {
  const [first, copy] = [failuresIn(base), failuresIn(control)];
  return { count: first.count + copy.count, of: first.of + copy.of };
}

function failuresIn({ failures, launches }: ArmNumbers): Count {
  return { count: failures.length, of: failures.length + launches.length };
}
