/** All that is shown of a run but its launches: what is published of it, and read when the page opens. Pure. */
import * as z from 'zod';
import { judgedClaimSchema } from '../../../harness/model/claim.js';
import { planSchema } from '../../../harness/model/plan.js';
import type { Floor } from '../../../harness/model/qualification.js';
import { runSchema } from '../../../harness/model/run.js';
import { type FloorOf, floorsOf } from '../../../harness/judge/noise-floor.js';
import { cellColumns, cellColumnsSchema, cellsOfColumns } from './cell-columns.js';
import type { LoadedRun } from './loaded-run.js';
import { tierColumns, tierColumnsSchema, tiersOfColumns } from './tier-columns.js';

/** A run without its launches: these are counted. */
const runOutlineSchema = runSchema.extend({
  plan: planSchema.omit({ launches: true }).extend({
    launches: z.int().nonnegative(),
    blocks: z.int().nonnegative(),
  }),
});

const floorSchema = z.object({
  floor: z.number(),
  measured: z.boolean(),
  controls: z.int().nonnegative(),
});

export const runSummarySchema = z.object({
  run: runOutlineSchema,
  /** Launches that are recorded. */
  recorded: z.int().nonnegative(),
  /** One for each suite of the run, in the order of its declarations. */
  suites: z.array(
    z.object({
      cells: cellColumnsSchema,
      tiers: tierColumnsSchema,
      /** By metric, as they were known when this was published. */
      floors: z.record(z.string(), floorSchema),
    }),
  ),
  claims: z.array(judgedClaimSchema).nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export function summaryOf({ run, recorded, cells, remarks, tiers, claims, floorOf }: LoadedRun): RunSummary {
  return {
    run,
    recorded,
    suites: run.suites.map((suite) => {
      const ofSuite = cells.filter((cell) => cell.suite === suite.name);
      const tiersOfSuite = tiers.filter((table) => table.suite === suite.name);
      return {
        cells: cellColumns(suite, ofSuite, remarks),
        tiers: tierColumns(suite, tiersOfSuite, ofSuite),
        floors: Object.fromEntries(suite.metrics.map(({ name }) => [name, floorOf(suite.name, name)])),
      };
    }),
    claims: claims === null ? null : [...claims],
  };
}

/**
 * The run that was summarised.
 * @throws RangeError when the summary contradicts itself
 */
export function runOfSummary(
  { run, recorded, suites, claims }: RunSummary,
  { hash, launchesOf }: Pick<LoadedRun, 'hash' | 'launchesOf'>,
): LoadedRun {
  if (suites.length !== run.suites.length) throw new RangeError('suites: are not those of the run');
  const floorOf = floorsIn(
    new Map(
      run.suites.map(({ name }, place) => [name, new Map(Object.entries(suites[place]?.floors ?? {}))]),
    ),
  );
  const parts = run.suites.flatMap((suite, place) => {
    const summary = suites[place];
    if (summary === undefined) return [];
    const { cells, remarks } = cellsOfColumns(suite, summary.cells);
    return [{ cells, remarks, tiers: tiersOfColumns(suite, summary.tiers, cells, floorOf) }];
  });
  return {
    run,
    hash,
    recorded,
    cells: parts.flatMap(({ cells }) => cells),
    remarks: new Map(parts.flatMap(({ remarks }) => remarks)),
    tiers: parts.flatMap(({ tiers }) => tiers),
    claims,
    floorOf,
    launchesOf,
  };
}

/** What is not among them has the floor of a machine that nobody knows. */
function floorsIn(known: ReadonlyMap<string, ReadonlyMap<string, Floor>>): FloorOf {
  const unknown = floorsOf(null);
  return (suite, metric) => known.get(suite)?.get(metric) ?? unknown(suite, metric);
}
