/** A series as one line of text. */

const bars = '▁▂▃▄▅▆▇█';

/**
 * One character a value, its height on a logarithmic scale between the least and the greatest; all in the middle when they
 * differ by less than `flat`. A `|` stands before each value at `marks`.
 * @param values above zero
 * @param flat a share: differences below it are none
 * @param marks places, counted from 0
 */
export function sparkline(values: readonly number[], flat: number, marks: readonly number[] = []): string {
  const logs = values.map(Math.log);
  const least = Math.min(...logs);
  const range = Math.max(...logs) - least;
  const heightOf = (log: number): number =>
    range < Math.log1p(flat)
      ? Math.floor(bars.length / 2)
      : Math.min(bars.length - 1, Math.floor(((log - least) / range) * bars.length));
  return logs.map((log, place) => `${marks.includes(place) ? '|' : ''}${bars[heightOf(log)]}`).join('');
}
