import { describe, expect, it } from 'vitest';
import { floorsOf } from '../../../harness/judge/noise-floor.js';
import { pastRun, trendsOf } from '../../../harness/judge/trend/trend.js';
import { measuredLaunch, recordsOf, runOf } from '../../../harness/model/test/records.js';
import { type TrendColumns, trendColumns, trendColumnsSchema, trendsOfColumns } from './trend-columns.js';

/** Twenty runs, the throughput of the last ten another; one is marked, one has no number. */
const trends = trendsOf(
  Array.from({ length: 20 }, (_, index) => {
    const run = { ...runOf({ id: `run-${index}`, grid: { pairs: [1, 8] } }) };
    run.startedAt = new Date(Date.UTC(2026, 0, 1 + index)).toISOString();
    const launches = recordsOf(run, (planned) =>
      measuredLaunch({
        ...planned,
        throughput: (index < 10 ? 1000 : 2000) + ((index * 7) % 5),
        validity: index === 2 ? ['disturbed'] : [],
        ...(index === 5 && { metrics: {} }),
      }),
    );
    return pastRun({ schema: 1, run, launches });
  }),
  () => true,
  () => floorsOf(null),
);

const readBack = (columns: TrendColumns) =>
  trendsOfColumns(trendColumnsSchema.parse(JSON.parse(JSON.stringify(columns))));

describe('trends as columns', () => {
  it('are the same trends when they are read', () => {
    const columns = trendColumns(trends);
    expect(readBack(columns)).toEqual(trends);
    expect(trends.some(({ changes }) => changes.length > 0)).toBe(true);
    expect(columns.conditions).toHaveLength(1);
    expect(readBack(trendColumns([]))).toEqual([]);
  });

  it.each<[string, (columns: TrendColumns) => unknown]>([
    ['a run that is not there', ({ runs }) => runs.pop()],
    ['a column that is too short', ({ trends: [first] }) => first?.points.hi.pop()],
    ['conditions that are not there', ({ conditions }) => conditions.pop()],
  ])('are refused with %s', (_, damage) => {
    const columns = structuredClone(trendColumns(trends));
    damage(columns);
    expect(() => readBack(columns)).toThrow(RangeError);
  });
});
