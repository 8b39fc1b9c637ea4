import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsDocument, targetsDocument, tierDocument } from '../judge/compare/comparison-document.js';
import type { RecordedRun } from '../judge/compare/compare.js';
import { jitter, quietFloor, recorded } from '../judge/test/recorded.js';
import { comparisonDocumentSchema } from '../model/comparison-document.js';
import type { LaunchRecord } from '../model/launch.js';
import type { PlannedLaunch } from '../model/plan.js';
import { failedLaunch, measuredLaunch, suiteLike } from '../model/test/records.js';
import { comparisonReport } from './comparison-report.js';

const suites = [suiteLike({ metrics: suiteLike().metrics.slice(0, 1) })];
const [suite] = suites;
const grid = { pairs: [1, 8, 64] };
const targets = ['capriccio', 'event-loop', 'nptl', 'worker-threads'];

/** Four targets: two that cross, one that is disturbed, one that fails at one point. */
function fourTargets(id = 'run-1'): RecordedRun {
  const height = ({ target, point, block }: PlannedLaunch): number => {
    const many = Number(point['pairs']);
    if (target === 'capriccio') return many > 8 ? 900_000 : block % 2 === 0 && many === 8 ? 6e6 : 3e6;
    return target === 'nptl' ? 250_000 : 2e6;
  };
  const record = (launch: PlannedLaunch): LaunchRecord => {
    if (launch.target === 'worker-threads' && launch.point['pairs'] === 64) return failedLaunch(launch);
    const throughput = Math.round(height(launch) * jitter(launch));
    return measuredLaunch({
      ...launch,
      throughput,
      validity: launch.target === 'nptl' ? ['disturbed'] : [],
    });
  };
  return recorded({ id, ...(suite !== undefined && { suite }), targets, grid, blocks: 20 }, record);
}

const documents = (run: RecordedRun, other: RecordedRun = fourTargets('run-2')) => [
  tierDocument(run, suites, quietFloor),
  targetsDocument(run, suites, ['capriccio', 'event-loop'], quietFloor),
  runsDocument(run, other, suites, quietFloor),
];

describe('the report of a comparison', () => {
  const [tiers, sides, runs] = documents(fourTargets()).map((document) => comparisonReport(document, suites));

  it('shows tiers with rank intervals, and whom it does not rank and why', () => {
    expect(tiers).toMatchInlineSnapshot(`
      "Run run-1: tiers of all targets

      Producers and consumers: Throughput, median over launches (higher is better); noise floor 2 %
       point      tier   rank   target           items/s      95 % interval    n   not ranked
       pairs=1       1      1   capriccio         3.00 M   [2.98 M, 3.01 M]   20
                     2    2-3   event-loop        2.00 M   [1.99 M, 2.01 M]   20
                     2    2-3   worker-threads    2.00 M   [1.99 M, 2.01 M]   20
                     -      -   nptl               249 k     [249 k, 251 k]   20   disturbed
       pairs=8       1      1   capriccio         4.50 M   [3.00 M, 5.99 M]   20
                     2    2-3   event-loop        2.00 M   [1.99 M, 2.01 M]   20
                     2    2-3   worker-threads    2.00 M   [1.99 M, 2.01 M]   20
                     -      -   nptl               250 k     [249 k, 251 k]   20   disturbed
       pairs=64      1      1   event-loop        2.01 M   [1.99 M, 2.01 M]   20
                     2      2   capriccio          900 k     [898 k, 905 k]   20
                     -      -   nptl               250 k     [249 k, 251 k]   20   disturbed
                     -      -   worker-threads         -                       0   errors

      Words
        tier: all of the tier above beat all of this one, beyond doubt and by more than the noise floor
        disturbed: something else used the machine, or its clock drifted, during the launch
        errors: some launches failed

      Does the order of the launches show?
       suite               effect                                   better by      95 % interval    n      p   matters
       producer-consumer   last place in the block over the first      +0.3 %   [-0.3 %, +0.8 %]   60   0.33   no
       producer-consumer   end of the run over its beginning           +0.2 %   [-0.3 %, +1.0 %]   20   0.32   no
       producer-consumer   after worker-threads over after others      +0.4 %   [-0.1 %, +8.1 %]   45   0.67   no"
    `);
  });

  it('shows two targets point by point, modes instead of a shift, and where they cross', () => {
    expect(sides).toMatchInlineSnapshot(`
      "Run run-1: capriccio against event-loop, paired in blocks; a ratio above 1: capriccio is better

      Producers and consumers: Throughput in items/s (higher is better); noise floor 2 %
       point      capriccio   event-loop   ratio    95 % interval    n        q     mde   verdict   marks
       pairs=1       3.00 M       2.00 M   1.497   [1.491, 1.503]   20   <0.001   2.4 %   faster
       pairs=8       4.50 M       2.00 M   modes        see below   20   <0.001    43 %   faster
       pairs=64       900 k       2.01 M   0.450   [0.447, 0.451]   20   <0.001   2.5 %   slower
        pairs=8: launches fall into several groups, so no single ratio says how they differ
          capriccio: 3.00 M (50 % of launches), 6.00 M (50 % of launches)
          event-loop: 2.00 M (100 % of launches)

      Words
        faster: a is better, and by more than the noise floor
        slower: a is worse, and by more than the noise floor
        q: of the rows with this q or a lesser one, this share at most is expected to differ by chance (Benjamini-Hochberg)
        mde: the least difference that this comparison could have seen

      Where the curves cross
        producer-consumer throughput over pairs (capacity=1)
          crosses at 21.9 [16.4, 26.4]: capriccio is better before it, event-loop after
        crosses: they cross: each side is better somewhere, beyond doubt

      Does the order of the launches show?
       suite               effect                                   better by      95 % interval    n      p   matters
       producer-consumer   last place in the block over the first      +0.3 %   [-0.3 %, +0.8 %]   60   0.33   no
       producer-consumer   end of the run over its beginning           +0.2 %   [-0.3 %, +1.0 %]   20   0.32   no
       producer-consumer   after worker-threads over after others      +0.4 %   [-0.1 %, +8.1 %]   45   0.67   no"
    `);
  });

  it('shows two runs target by target', () => {
    expect(runs).toMatchInlineSnapshot(`
      "Run A is run-1, run B is run-2; a ratio above 1: A is better
      Runs share no blocks: what differs between their sessions is in the ratios, and not in the intervals

      Producers and consumers: Throughput in items/s (higher is better); noise floor 2 %
       point      target                A        B   ratio    95 % interval    n     q     mde   verdict      marks
       pairs=1    capriccio        3.00 M   3.00 M   1.000   [0.996, 1.004]   20   1.0   2.4 %   equivalent
       pairs=1    event-loop       2.00 M   2.00 M   1.000   [0.996, 1.004]   20   1.0   2.4 %   equivalent
       pairs=1    nptl              249 k    249 k   1.000   [0.997, 1.003]   20   1.0   2.3 %   equivalent   disturbed
       pairs=1    worker-threads   2.00 M   2.00 M   1.000   [0.997, 1.003]   20   1.0   2.3 %   equivalent
       pairs=8    capriccio        4.50 M   4.50 M   modes        see below   20   1.0   2.7 %   equivalent
       pairs=8    event-loop       2.00 M   2.00 M   1.000   [0.996, 1.004]   20   1.0   2.4 %   equivalent
       pairs=8    nptl              250 k    250 k   1.000   [0.996, 1.004]   20   1.0   2.4 %   equivalent   disturbed
       pairs=8    worker-threads   2.00 M   2.00 M   1.000   [0.996, 1.004]   20   1.0   2.4 %   equivalent
       pairs=64   capriccio         900 k    900 k   1.000   [0.996, 1.004]   20   1.0   2.4 %   equivalent
       pairs=64   event-loop       2.01 M   2.01 M   1.000   [0.997, 1.003]   20   1.0   2.3 %   equivalent
       pairs=64   nptl              250 k    250 k   1.000   [0.996, 1.004]   20   1.0   2.5 %   equivalent   disturbed
       pairs=64   worker-threads        -        -       -                     0     -       -   failed       errors
        worker-threads: some launches failed (pairs=64 worker-threads)
        pairs=8 capriccio: launches fall into several groups, so no single ratio says how they differ
          run-1: 3.00 M (50 % of launches), 6.00 M (50 % of launches)
          run-2: 3.00 M (50 % of launches), 6.00 M (50 % of launches)

      Words
        equivalent: the whole interval lies within the noise floor
        failed: one of the two has no valid number here
        q: of the rows with this q or a lesser one, this share at most is expected to differ by chance (Benjamini-Hochberg)
        mde: the least difference that this comparison could have seen
        disturbed: something else used the machine, or its clock drifted, during the launch
        errors: some launches failed

      Does the order of the launches show? Run run-1
       suite               effect                                   better by      95 % interval    n      p   matters
       producer-consumer   last place in the block over the first      +0.3 %   [-0.3 %, +0.8 %]   60   0.33   no
       producer-consumer   end of the run over its beginning           +0.2 %   [-0.3 %, +1.0 %]   20   0.32   no
       producer-consumer   after worker-threads over after others      +0.4 %   [-0.1 %, +8.1 %]   45   0.67   no
      Does the order of the launches show? Run run-2
       suite               effect                                   better by      95 % interval    n      p   matters
       producer-consumer   last place in the block over the first      +0.3 %   [-0.3 %, +0.8 %]   60   0.33   no
       producer-consumer   end of the run over its beginning           +0.2 %   [-0.3 %, +1.0 %]   20   0.32   no
       producer-consumer   after worker-threads over after others      +0.4 %   [-0.1 %, +8.1 %]   45   0.67   no
      Of all rows: 0 of 11 rows are faster, 0 slower."
    `);
  });

  it('fits into 120 columns', () => {
    const lines = [tiers, sides, runs].flatMap((text) => text?.split('\n') ?? []);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });

  it('is a document that the published schema knows, every number of it finite', () => {
    for (const document of documents(fourTargets())) {
      expect(comparisonDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    }
  });

  it('says what makes two runs incomparable, once', () => {
    const { run, launches } = fourTargets('run-2');
    const cpu = { ...run.environment.cpu, model: 'Another\u001b[31m CPU' };
    const moved = { launches, run: { ...run, environment: { ...run.environment, cpu } } };
    const text = comparisonReport(runsDocument(fourTargets(), moved, suites, quietFloor), suites);
    expect(text.match(/Another/g)).toHaveLength(1);
    expect(text).toContain('CPU model: A Processor @ 2.00GHz against Another\\x1b[31m CPU (incomparable)');
    expect(text).toContain('incomparable: the two were not measured under the same conditions');
  });

  it('does not depend on the order of the records', () => {
    const run = fourTargets();
    const usual = documents(run);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(run.launches.slice(), { minLength: run.launches.length }),
        (launches) => {
          expect(documents({ ...run, launches })).toEqual(usual);
        },
      ),
      { numRuns: 3 },
    );
  });

  it('has nothing to show of a run without launches', () => {
    const [empty] = documents({ ...fourTargets(), launches: [] });
    if (empty === undefined) throw new Error('no document');
    expect(comparisonReport(empty, suites)).toBe('Run run-1: nothing was measured');
  });
});
