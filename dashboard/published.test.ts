import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failedLaunch, runOf } from '../harness/model/test/records.js';
import {
  contentOfScript,
  indexScript,
  launchesScript,
  type PublishedGlobals,
  publishedLaunchesSchema,
  publishedRunSchema,
  publishedTrendsSchema,
  runScript,
  trendsScript,
} from './published.js';
import { loadedRun } from './src/data/loaded-run.js';
import { summaryOf } from './src/data/run-summary.js';
import { trendColumns } from './src/data/trend-columns.js';

const schema = 2 as const;
const hash = '0123456789ab';
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('</script>', '<!--', '\u2028\u2029', '__proto__', "';alert(1)//", '\\', "\\'", '\n'),
);

function windowAfter(...scripts: readonly string[]): PublishedGlobals {
  const window: PublishedGlobals = {};
  for (const script of scripts) {
    expect(script).not.toMatch(/[<\u2028\u2029]/);
    runInNewContext(script, { window });
  }
  return window;
}

describe('the published scripts', () => {
  it('give back exactly what was put in, whatever text a target printed, and cannot end a script element', () => {
    fc.assert(
      fc.property(fc.array(text), text, (parts, detail) => {
        const failure = { reason: 'exited-early' as const, detail, log: parts.join('\n'), reproduce: 'x' };
        const launches = [failedLaunch({ failure })];
        const run = { ...runOf(), host: detail };
        const published = { schema, hash, summary: summaryOf(loadedRun(run, launches)), launches: {} };
        const ofSuite = { schema, hash, run: run.id, suite: 'producer-consumer', launches };
        const window = windowAfter(runScript(published), launchesScript('a.b.js', JSON.stringify(ofSuite)));
        expect(contentOfScript(runScript(published))).toEqual({
          global: 'tuttiRuns',
          json: window.tuttiRuns?.[run.id],
        });
        expect(publishedRunSchema.parse(JSON.parse(window.tuttiRuns?.[run.id] ?? ''))).toEqual(published);
        const read: unknown = JSON.parse(window.tuttiLaunches?.['a.b.js'] ?? '');
        expect(publishedLaunchesSchema.parse(read)).toEqual(ofSuite);
      }),
      { numRuns: 50 },
    );
  });

  it('stand beside each other: each adds its run, the index and the trends are one', () => {
    const summary = (id: string) => summaryOf(loadedRun(runOf({ id }), []));
    const window = windowAfter(
      ...['a', "b'"].map((id) => runScript({ schema, hash, summary: summary(id), launches: {} })),
      indexScript({ schema, runs: [] }),
      trendsScript({ schema, ...trendColumns([]) }),
    );
    expect(Object.keys(window.tuttiRuns ?? {})).toEqual(['a', "b'"]);
    expect(window.tuttiIndex).toBe('{"schema":2,"runs":[]}');
    expect(publishedTrendsSchema.parse(JSON.parse(window.tuttiTrends ?? ''))).toEqual({
      schema,
      ...trendColumns([]),
    });
  });
});
