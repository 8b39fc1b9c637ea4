/** One bench made of many: several suites can contribute to a bench by declaring one of the same name. */
import type { Bench, BenchRow } from '../model/bench.js';

/** The benches by name, in the order of the names' first mention; those of the same name made one. */
export function mergeBenches(benches: readonly Bench[]): Bench[] {
  const byName = new Map<string, Bench[]>();
  for (const bench of benches) byName.set(bench.name, [...(byName.get(bench.name) ?? []), bench]);
  return [...byName].map(([name, parts]) => ({
    name,
    summary: [...new Set(parts.map(({ summary }) => summary))].join('; '),
    comparisons: parts.flatMap(({ comparisons }) => comparisons ?? []),
    programs: parts.flatMap(({ programs }) => programs ?? []),
    async measure(say) {
      const rows: BenchRow[] = [];
      for (const part of parts) rows.push(...((await part.measure?.(say)) ?? []));
      return rows;
    },
  }));
}
