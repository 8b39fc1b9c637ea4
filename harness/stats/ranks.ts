/** Ranks of values. */

/** The rank of each value, counted from 1; tied values have the mean of the ranks that they share. */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((value, place) => ({ value, place })).sort((a, b) => a.value - b.value);
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to++;
    for (const { place } of order.slice(from, to + 1)) ranks[place] = 1 + (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}
