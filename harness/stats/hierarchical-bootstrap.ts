/**
 * The percentile bootstrap of what was measured on several levels: Davison and Hinkley, "Bootstrap Methods and their
 * Application" (1997), section 3.8; Kalibera and Jones, "Rigorous Benchmarking in Reasonable Time" (ISMM 2013).
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type BootstrapInterval, percentileInterval } from './bootstrap.js';

/**
 * Sessions, their blocks, the blocks' launches. A launch is whatever belongs together: one value, or the values of all
 * sides that a block has measured once.
 */
export type Sessions<Launch> = readonly (readonly (readonly Launch[])[])[];

/**
 * The interval of any statistic of the whole: sessions are drawn with replacement, then blocks within each drawn session,
 * then launches within each drawn block. With one session, nothing is known of how sessions differ, and the interval holds
 * for that session; with a few, it is too short.
 * @param sessions at least one, with at least one block each, with at least one launch each
 * @param confidence probability, 0 to 1; nominal, as for `bootstrapInterval`
 */
export function hierarchicalBootstrap<Launch>(
  sessions: Sessions<Launch>,
  statistic: (sessions: Sessions<Launch>) => number,
  { confidence = 0.95, resamples = 9_999, seed = 1 } = {},
): BootstrapInterval {
  const random = xoroshiro128plus(seed);
  const draw = <T>(from: readonly T[]): T[] =>
    from.map(() => from[uniformInt(random, 0, from.length - 1)] as T);
  const replicates = new Float64Array(resamples).map(() =>
    statistic(draw(sessions).map((blocks) => draw(blocks).map((launches) => draw(launches)))),
  );
  return percentileInterval(statistic(sessions), replicates, confidence);
}
