/** The tiers of a suite as columns: only what its cells and noise floors do not say already. Pure. */
import * as z from 'zod';
import { cellKey, type CellSummary } from '../../../harness/model/cell.js';
import type { FloorOf } from '../../../harness/judge/noise-floor.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import { type Standing, type TierTable, tierTableSchema } from '../../../harness/model/tier.js';
import { at, Distinct, requireLength, wholesOrNullSchema, wholesSchema } from './columns.js';

export const tierColumnsSchema = z.object({
  reasons: z.array(z.string()),
  /** Each with the place of its metric in the suite, and how many targets stand there. */
  tables: z.array(
    tierTableSchema.pick({ blocks: true, blocksNeeded: true, plateau: true }).extend({
      metric: z.int().nonnegative(),
      standings: z.int().positive(),
    }),
  ),
  /** By standing, table by table: the place of its cell, a place in `reasons`, and what else a `Standing` has. */
  cell: wholesSchema,
  reason: wholesSchema,
  tier: wholesOrNullSchema,
  bestRank: wholesOrNullSchema,
  worstRank: wholesOrNullSchema,
  beatenBy: wholesSchema,
  beats: wholesSchema,
});
export type TierColumns = z.infer<typeof tierColumnsSchema>;

/**
 * @param tiers of the suite
 * @param cells of the suite: of each cell all metrics, as `summarise` gives them
 */
export function tierColumns(
  { metrics }: Pick<SuiteDeclaration, 'metrics'>,
  tiers: readonly TierTable[],
  cells: readonly CellSummary[],
): TierColumns {
  const reasons = new Distinct<string>((reason) => reason);
  const first = cells.filter((_, row) => row % metrics.length === 0);
  const places = new Map(first.map((cell, place) => [cellKey(cell), place]));
  const placeOf = (key: string): number => {
    const place = places.get(key);
    if (place === undefined) throw new RangeError(`tiers: ${key} is not among the cells`);
    return place;
  };
  const standings = tiers.flatMap((table) => table.standings);
  return {
    tables: tiers.map(({ metric, standings: { length }, blocks, blocksNeeded, plateau }) => ({
      metric: metrics.findIndex(({ name }) => name === metric),
      standings: length,
      blocks,
      blocksNeeded,
      plateau,
    })),
    cell: tiers.flatMap(({ suite, point, standings: here }) =>
      here.map(({ target }) => placeOf(cellKey({ suite, target, point }))),
    ),
    reason: standings.map(({ reason }) => reasons.placeOf(reason)),
    tier: standings.map(({ tier }) => tier),
    bestRank: standings.map(({ bestRank }) => bestRank),
    worstRank: standings.map(({ worstRank }) => worstRank),
    beatenBy: standings.map(({ beatenBy }) => beatenBy),
    beats: standings.map(({ beats }) => beats),
    reasons: reasons.values,
  };
}

/**
 * @param cells of the suite: a standing has the numbers of its cell
 * @throws RangeError when the columns do not fit each other
 */
export function tiersOfColumns(
  { name: suite, metrics }: Pick<SuiteDeclaration, 'name' | 'metrics'>,
  columns: TierColumns,
  cells: readonly CellSummary[],
  floorOf: FloorOf,
): TierTable[] {
  const { tables, cell, reason, tier, bestRank, worstRank, beatenBy, beats } = columns;
  const length = tables.reduce((sum, { standings }) => sum + standings, 0);
  requireLength({ cell, reason, tier, bestRank, worstRank, beatenBy, beats }, length);
  const standingOf = (row: number, metric: number): Standing => {
    const summary = at(cells, (cell[row] ?? NaN) * metrics.length + metric, 'cell');
    const { target, n, median, lo, hi, validity } = summary;
    return {
      target,
      tier: tier[row] ?? null,
      bestRank: bestRank[row] ?? null,
      worstRank: worstRank[row] ?? null,
      beatenBy: beatenBy[row] ?? 0,
      beats: beats[row] ?? 0,
      n,
      median,
      lo,
      hi,
      validity,
      reason: at(columns.reasons, reason[row], 'reasons'),
    };
  };
  let start = 0;
  return tables.map(({ metric: place, standings, ...table }) => {
    const { name: metric, unit, better } = at(metrics, place, 'metrics');
    const { floor, measured: floorMeasured } = floorOf(suite, metric);
    const { point } = at(cells, (cell[start] ?? NaN) * metrics.length, 'cell');
    const rows = Array.from({ length: standings }, (_, index) => standingOf(start + index, place));
    start += standings;
    return { suite, point, metric, unit, better, floor, floorMeasured, standings: rows, ...table };
  });
}
