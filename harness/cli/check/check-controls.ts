/** What a check teaches about its machine: base against its own copy is one more look at the noise. */
import type { Environment } from '../../model/environment.js';
import type { GateVerdict } from '../../model/gate.js';
import type { Control } from '../../model/qualification.js';
import { addToQualification } from '../../store/qualifications.js';

/**
 * Adds the controls of a check's second stage to what is known of this environment. Those of the first are of half as many
 * blocks and scatter the more: a floor governs comparisons of ten blocks, so they have no place in it.
 */
export function keepControls(
  qualifications: string,
  environment: Environment,
  { at, stages, cells }: GateVerdict,
): void {
  const run = stages.confirm?.run;
  if (run === undefined) return;
  const controls = cells.flatMap(({ suite, target, point, metric, confirm }): Control[] => {
    if (confirm === null || confirm.control.ratio === null) return [];
    const { n, ratio, lo, hi, p } = confirm.control;
    const logarithm = (value: number | null): number | null => (value === null ? null : Math.log(value));
    const interval = { lo: logarithm(lo), hi: logarithm(hi) };
    return [{ at, run, suite, target, point, metric, n, logRatio: Math.log(ratio), ...interval, p }];
  });
  if (controls.length > 0) addToQualification(qualifications, environment, { controls });
}
