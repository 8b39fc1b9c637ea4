import { describe, expect, it } from 'vitest';
import { launchRecordSchema } from '../launch.js';
import { type Run, runSchema } from '../run.js';
import { suiteDeclarationSchema } from '../suite.js';
import { failedLaunch, measuredLaunch, recordsOf, runOf, suiteLike, unsupportedLaunch } from './records.js';

describe('the test-data builder', () => {
  it('makes launch records that pass the schema and say nothing the schema does not know', () => {
    for (const record of [measuredLaunch(), unsupportedLaunch(), failedLaunch()]) {
      expect(launchRecordSchema.parse(record)).toEqual(record);
    }
  });

  it('makes a suite and whole runs that pass the schema', () => {
    expect(suiteDeclarationSchema.parse(suiteLike())).toEqual(suiteLike());
    const runs: Run[] = [
      runOf(),
      runOf({ profile: 'paper', blocks: 1 }),
      runOf({ suite: suiteLike({ name: 'other' }), targets: ['a', 'b:c'], grid: { pairs: [4] }, blocks: 3 }),
    ];
    for (const run of runs) expect(runSchema.parse(run)).toEqual(run);
  });

  it('gives every planned launch of a run a record of its own', () => {
    const run = runOf({ targets: ['a', 'b', 'c'], grid: { pairs: [1, 2] }, blocks: 4 });
    const records = recordsOf(run);
    expect(records.map(({ id }) => id)).toEqual(run.plan.launches.map(({ id }) => id));
    expect(new Set(records.map(({ id }) => id)).size).toBe(3 * 2 * 4);
    for (const record of records) expect(launchRecordSchema.parse(record)).toEqual(record);
  });

  it('derives work, intervals and metrics from a throughput, and lets any field be overridden', () => {
    const launch = measuredLaunch({ throughput: 5_000, target: 'native', findings: ['odd'] });
    expect(launch).toMatchObject({ target: 'native', work: 5_000, findings: ['odd'] });
    expect(launch.metrics['throughput']).toBe(5_000);
    expect(launch.intervals.work.reduce((sum, work) => sum + work, 0)).toBe(launch.work);
    expect(failedLaunch({ reason: 'wrong-nonce', target: 'native' })).toMatchObject({
      target: 'native',
      failure: { reason: 'wrong-nonce' },
    });
  });
});
