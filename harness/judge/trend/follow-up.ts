/** What can be done about a change that a trend shows. */
import type { Trend, TrendChange } from '../../model/trend.js';

/** The command that looks closer at a change; null where there is nothing to look at. */
export function followUp(option: 'remeasure' | 'bisect', trend: Trend, change: TrendChange): string | null {
  const [good, bad] = [change.before.revision, change.after.revision];
  if (good === null || bad === null || good === bad) return null;
  const { suite, target, point, metric } = trend;
  const points = Object.entries(point).map(([name, value]) => ` --point ${name}=${value}`);
  return `tutti history --${option} ${good.slice(0, 12)}..${bad.slice(0, 12)} --suite ${suite} --target ${target}${points.join('')} --metric ${metric}`;
}
