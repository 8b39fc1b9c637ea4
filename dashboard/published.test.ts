import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failedLaunch, runOf } from '../harness/model/test/records.js';
import { indexScript, type PublishedGlobals, publishedRunSchema, runScript } from './published.js';

describe('the published scripts', () => {
  it('give back exactly what was put in, whatever text a target printed, and cannot end a script element', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('</script>', '<!--', '\u2028\u2029', '__proto__'),
    );
    fc.assert(
      fc.property(fc.array(text), text, (parts, detail) => {
        const failure = { reason: 'exited-early' as const, detail, log: parts.join('\n'), reproduce: 'x' };
        const published = { schema: 1 as const, run: runOf(), launches: [failedLaunch({ failure })] };
        const script = runScript(published);
        expect(script).not.toMatch(/[<\u2028\u2029]/);
        const window: PublishedGlobals = {};
        runInNewContext(script, { window });
        expect(publishedRunSchema.parse(JSON.parse(window.tuttiRuns?.[published.run.id] ?? ''))).toEqual(
          published,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('stand beside each other: each adds its run, the index is one', () => {
    const window: PublishedGlobals = {};
    for (const id of ['a', 'b'])
      runInNewContext(runScript({ schema: 1, run: runOf({ id }), launches: [] }), { window });
    runInNewContext(indexScript({ schema: 1, runs: [] }), { window });
    expect(Object.keys(window.tuttiRuns ?? {})).toEqual(['a', 'b']);
    expect(window.tuttiIndex).toBe('{"schema":1,"runs":[]}');
  });
});
