/** What a check teaches about its machine: base against its own copy is one more look at the noise. */
import type { Environment } from '../../model/environment.js';
import type { GateVerdict } from '../../model/gate.js';
import type { Control } from '../../model/qualification.js';
import { addToQualification } from '../../store/qualifications.js';

/** Adds the controls of a check, each of the stage that decided its cell, to what is known of this environment. */
export function keepControls(
  qualifications: string,
  environment: Environment,
  { at, stages, cells }: GateVerdict,
): void {
  const controls = cells.flatMap(
    ({ suite, target, point, metric, decidedBy, screen, confirm }): Control[] => {
      const { n, ratio, lo, hi } = (confirm ?? screen).control;
      if (n === 0 || ratio === null) return [];
      const run = (decidedBy === 'confirm' ? stages.confirm?.run : undefined) ?? stages.screen.run;
      const logarithm = (value: number | null): number | null => (value === null ? null : Math.log(value));
      const interval = { lo: logarithm(lo), hi: logarithm(hi) };
      return [{ at, run, suite, target, point, metric, n, logRatio: Math.log(ratio), ...interval }];
    },
  );
  if (controls.length > 0) addToQualification(qualifications, environment, { controls });
}
