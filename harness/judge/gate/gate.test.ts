import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateVerdictSchema } from '../../model/gate.js';
import { candidatesOf, judgeGate } from './gate.js';
import { around, type Arms, changedBy, gateInput, judged } from '../test/gate-stages.js';

const same = (blocks: number): Arms => changedBy(1, blocks);
const slower = (blocks: number): Arms => changedBy(0.85, blocks);
const faster = (blocks: number): Arms => changedBy(1.2, blocks);
const red = { screen: [slower(5)], confirm: [slower(10)] };

describe('the first stage', () => {
  it('sends on what is worse or better by half the tolerance, and nothing else', () => {
    const input = gateInput({
      screen: [changedBy(0.97, 5), changedBy(0.99, 5), changedBy(1.01, 5), changedBy(1.03, 5)],
      confirm: null,
    });
    expect(candidatesOf(input).map(({ point }) => point['pairs'])).toEqual([1, 4]);
  });

  it('calls nothing equal: it says what it could have seen, and the check passes', () => {
    const { state, exit, cells } = judged({ screen: [same(5)], confirm: null });
    expect({ state, exit }).toEqual({ state: 'pass', exit: 0 });
    expect(cells[0]).toMatchObject({
      verdict: 'inconclusive',
      candidate: false,
      lo: null,
      decidedBy: 'screen',
    });
    expect(cells[0]?.mde).toBeCloseTo(0.05, 3);
  });

  it('could have seen less where the blocks are further apart', () => {
    const scattered = { ...same(5), head: [90, 110, 100, 91, 109] };
    expect(judged({ screen: [scattered], confirm: null }).cells[0]?.mde).toBeGreaterThan(0.1);
  });

  it('cannot condemn alone: a candidate that nobody confirmed leaves the check inconclusive', () => {
    const { state, exit, cells } = judged({ screen: [slower(5)], confirm: null });
    expect({ state, exit, verdict: cells[0]?.verdict }).toEqual({
      state: 'inconclusive',
      exit: 0,
      verdict: 'inconclusive',
    });
  });
});

describe('the second stage', () => {
  it('calls what both stages saw a regression, and the check is red', () => {
    const { state, exit, cells } = judged(red);
    expect({ state, exit }).toEqual({ state: 'regression', exit: 1 });
    expect(cells[0]).toMatchObject({ verdict: 'regression', n: 10, decidedBy: 'confirm', moreBlocks: null });
    expect(cells[0]?.ratio).toBeCloseTo(0.85, 2);
    expect(cells[0]?.p).toBeCloseTo(2 / 2 ** 10, 12);
  });

  it('calls its mirror image an improvement, and the check passes', () => {
    const { state, exit, cells } = judged({ screen: [faster(5)], confirm: [faster(10)] });
    expect({ state, exit, verdict: cells[0]?.verdict }).toEqual({
      state: 'pass',
      exit: 0,
      verdict: 'improvement',
    });
  });

  it('knows of each metric which way is better', () => {
    const shape = { metric: 'cpuPerWork', screen: [faster(5)], confirm: [faster(10)] };
    expect(judged(shape).cells[0]).toMatchObject({ verdict: 'regression', better: 'lower' });
    expect(judged(shape).cells[0]?.ratio).toBeLessThan(1);
  });

  it('wants both stages to agree on the direction', () => {
    const { cells } = judged({ screen: [faster(5)], confirm: [slower(10)] });
    expect(cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'the two stages point in different directions',
    });
  });

  it('does not call a real difference within the tolerance', () => {
    const { cells } = judged({ screen: [changedBy(0.96, 5)], confirm: [changedBy(0.96, 10)] });
    expect(cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'a difference that is real, and within the tolerance',
      open: true,
      moreBlocks: null,
    });
    expect(cells[0]?.mde).toBeGreaterThan(0.05);
  });

  /** Head between two shares of base, block by block, and the control at one; nothing scatters but head. */
  const between = (least: number, most: number, control = 1): Arms => ({
    base: around(100, 10).fill(100),
    head: around(100, 10).map((_, block) => 100 * (least + ((most - least) * ((block * 3) % 10)) / 9)),
    control: around(100, 10).fill(100 * control),
  });

  it('does not call a proven slowdown of 1 % equal, however wide the margin', () => {
    const asked = { confirmAll: true, failOnInconclusive: false };
    const { cells } = judged({ asked, screen: [same(5)], confirm: [between(0.984, 0.996)] });
    expect(cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'a difference that is real, and within the tolerance',
    });
    expect(cells[0]?.lo).toBeGreaterThan(0.98);
    expect(cells[0]?.hi).toBeLessThan(1);
  });

  it('takes the noise of its control for no reason to call more equal', () => {
    const asked = { confirmAll: true, failOnInconclusive: false };
    const verdicts = [between(0.91, 0.93, 1.2), between(0.93, 1.06, 1.2), between(0.985, 1.01, 1.2)].map(
      (arms) => judged({ asked, screen: [same(5)], confirm: [arms] }).cells[0]?.verdict,
    );
    expect(verdicts).toEqual(['inconclusive', 'inconclusive', 'equivalent']);
  });

  it('calls equal only what lies within half the margin as a whole', () => {
    const all = { asked: { confirmAll: true, failOnInconclusive: false } };
    expect(judged({ ...all, screen: [same(5)], confirm: [same(10)] }).cells[0]?.verdict).toBe('equivalent');
    const wide = {
      ...same(10),
      head: around(100, 10).map((value, block) => value * (block % 2 === 0 ? 1.04 : 0.96)),
    };
    const open = judged({ ...all, screen: [same(5)], confirm: [wide] });
    expect(open.cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'the interval allows for no change',
    });
    expect(open.cells[0]?.moreBlocks).toBeGreaterThan(0);
    expect(open.state).toBe('inconclusive');
  });

  it('looks only at those cells that it was to look at', () => {
    const { cells } = judged({ screen: [slower(5), same(5)], confirm: [slower(10), null] });
    expect(cells.map(({ decidedBy }) => decidedBy)).toEqual(['confirm', 'screen']);
  });
});

describe('the tolerance', () => {
  it('is the greatest of margin, noise floor and what the control shows', () => {
    const taus = (shape: Partial<Parameters<typeof judged>[0]>) =>
      judged({ ...red, ...shape }).cells[0]?.tolerance;
    expect(taus({ margin: 0.08 })).toMatchObject({
      tau: 0.08,
      margin: 0.08,
      floor: 0.02,
      floorMeasured: true,
    });
    const floorOf = () => ({ floor: 0.11, measured: false, controls: 0 });
    expect(taus({ floorOf })).toMatchObject({ tau: 0.11, floorMeasured: false });
    const noisy = { ...slower(10), control: around(107, 10) };
    expect(taus({ confirm: [noisy] })?.tau).toBeCloseTo(0.07, 6);
  });

  it('is doubled for throughput where more threads were runnable than there are CPUs, and only for throughput', () => {
    const shape = { screen: [changedBy(0.92, 5)], confirm: [changedBy(0.92, 10)] };
    expect(judged(shape).cells[0]?.verdict).toBe('regression');
    const marked = { ...shape, validity: ['oversubscribed' as const] };
    expect(judged(marked).cells[0]).toMatchObject({ verdict: 'inconclusive', validity: ['oversubscribed'] });
    expect(judged(marked).cells[0]?.tolerance).toMatchObject({ tau: 0.1, doubled: true });
    expect(judged({ ...marked, metric: 'peakMemory' }).cells[0]?.tolerance.doubled).toBe(false);
  });
});

describe('samples that are not nice', () => {
  it('without any variance are equal when they are the same, and a change when they are not', () => {
    const flat = (head: number, blocks: number): Arms => ({
      base: around(100, blocks).fill(100),
      head: around(100, blocks).fill(head),
      control: around(100, blocks).fill(100),
    });
    const asked = { confirmAll: true, failOnInconclusive: false };
    expect(judged({ asked, screen: [flat(100, 5)], confirm: [flat(100, 10)] }).cells[0]?.verdict).toBe(
      'equivalent',
    );
    expect(judged({ asked, screen: [flat(90, 5)], confirm: [flat(90, 10)] }).cells[0]?.verdict).toBe(
      'regression',
    );
  });

  it('of one block give no interval and no verdict', () => {
    const { cells, state } = judged({ screen: [slower(1)], confirm: [slower(1)] });
    expect(cells[0]).toMatchObject({
      verdict: 'inconclusive',
      n: 1,
      lo: null,
      mde: null,
      reason: 'too few blocks for an interval',
    });
    expect(state).toBe('inconclusive');
  });

  it('of unequal length are compared in the blocks that both have', () => {
    const uneven = { ...slower(10), base: [...around(100, 7), null, null, null] };
    const { cells } = judged({ screen: [slower(5)], confirm: [uneven] });
    expect(cells[0]).toMatchObject({ verdict: 'regression', n: 7 });
    expect(cells[0]?.confirm?.arms.base.launches).toHaveLength(7);
  });

  it('with two modes in both arms are no change', () => {
    const modes = (blocks: number, shift: number): number[] =>
      around(100, blocks).map((value, block) => ((block + shift) % 3 === 0 ? value * 0.7 : value));
    const arms = (blocks: number): Arms => ({
      base: modes(blocks, 0),
      head: modes(blocks, 1),
      control: modes(blocks, 2),
    });
    const asked = { confirmAll: true, failOnInconclusive: false };
    expect(judged({ asked, screen: [arms(5)], confirm: [arms(10)] }).cells[0]?.verdict).toBe('inconclusive');
  });

  it('with a few wild values are judged by the others', () => {
    const wild = { ...slower(10), head: [...around(85, 8, 3), 850, 8.5] };
    expect(judged({ screen: [slower(5)], confirm: [wild] }).cells[0]?.ratio).toBeCloseTo(0.85, 1);
  });
});

describe('an exception', () => {
  const accepted = {
    cell: 'producer-consumer/capriccio/capacity=1,pairs=1/throughput',
    reason: 'checksums are worth it',
    until: '2026-06-15',
    by: 'Ada',
    ratio: 0.85,
    difference: null,
    failure: false,
  };

  it('holds to the end of its last day, keeps the check green, and says what it hides', () => {
    const { state, exit, cells, stale } = judged({ ...red, accepted: [accepted] });
    expect({ state, exit, stale }).toEqual({ state: 'pass', exit: 0, stale: [] });
    expect(cells[0]).toMatchObject({
      verdict: 'accepted',
      exception: { ...accepted, otherwise: 'regression', addedByHead: null },
    });
  });

  it('that has ended does nothing, and is said to have ended', () => {
    const ended = { ...accepted, until: '2026-06-14' };
    const { exit, cells, stale } = judged({ ...red, accepted: [ended] });
    expect(exit).toBe(1);
    expect(cells[0]).toMatchObject({ verdict: 'regression', exception: null });
    expect(stale).toEqual([{ ...ended, why: 'expired' }]);
  });

  it('of a cell that is not gated is said to be of none', () => {
    const other = { ...accepted, cell: 'another' };
    expect(judged({ ...red, accepted: [other] })).toMatchObject({
      exit: 1,
      stale: [{ ...other, why: 'not-gated' }],
    });
  });

  it('covers the change that was accepted and the tolerance beyond it, and no greater one', () => {
    const halved = { screen: [changedBy(0.5, 5)], confirm: [changedBy(0.5, 10)], accepted: [accepted] };
    expect(judged(halved)).toMatchObject({
      exit: 1,
      cells: [{ verdict: 'regression', exception: { otherwise: 'regression' } }],
    });
    const at = (ratio: number | null) => judged({ ...red, accepted: [{ ...accepted, ratio }] }).exit;
    expect([0.5, 0.85, 0.88, 0.93, 1.2, null].map(at)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('covers a head that fails only when it says so', () => {
    const broken = { ...same(5), head: around(100, 5).map(() => 'failed' as const) };
    const at = (failure: boolean) =>
      judged({ screen: [broken], confirm: null, accepted: [{ ...accepted, failure }] });
    expect(at(false)).toMatchObject({ exit: 3, cells: [{ verdict: 'failed' }] });
    expect(at(true)).toMatchObject({ exit: 0, cells: [{ verdict: 'accepted' }] });
  });

  it('that head brought or stretched itself is told from those that base had', () => {
    const brought = (acceptedAtBase: readonly (typeof accepted)[]) =>
      judged({ ...red, accepted: [accepted], acceptedAtBase }).cells[0]?.exception?.addedByHead;
    expect(brought([])).toBe(true);
    expect(brought([{ ...accepted, ratio: 0.95 }])).toBe(true);
    expect(brought([{ ...accepted, until: '2026-06-14' }])).toBe(true);
    expect(brought([{ ...accepted, reason: 'as before' }])).toBe(false);
  });

  it('does not turn what is fine into something else', () => {
    const { cells } = judged({ screen: [faster(5)], confirm: [faster(10)], accepted: [accepted] });
    expect(cells[0]).toMatchObject({ verdict: 'improvement', exception: { otherwise: 'improvement' } });
  });
});

describe('a verdict', () => {
  it('is incomparable when the environments differ, whatever the numbers say', () => {
    const differences = [{ what: 'CPU model', base: 'A', head: 'B' }];
    const { state, exit, cells } = judged({ ...red, differences });
    expect({ state, exit, verdict: cells[0]?.verdict }).toEqual({
      state: 'incomparable',
      exit: 5,
      verdict: 'incomparable',
    });
  });

  it('names every launch behind its numbers, and passes its schema', () => {
    const verdict = judged({ screen: [slower(5), same(5)], confirm: [slower(10), null] });
    expect(gateVerdictSchema.parse(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
    expect(verdict.stages.confirm).toEqual({ run: 'confirm', folder: 'checks/confirm', seed: 7, blocks: 10 });
    expect(verdict.cells[0]?.screen.arms.control.launches).toEqual(
      [1, 2, 3, 4, 5].map((n) => `1-control-${n}`),
    );
  });

  it('does not depend on the order of the launches', () => {
    const input = gateInput({ screen: [slower(5), faster(5)], confirm: [slower(10), faster(10)] });
    const ratios = (verdict: ReturnType<typeof judgeGate>) =>
      verdict.cells.map(({ verdict: said, ratio, lo, hi, p }) => ({ said, ratio, lo, hi, p: p?.toFixed(9) }));
    const expected = ratios(judgeGate(input));
    const { screen } = input;
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...screen.launches], { minLength: screen.launches.length }),
        (launches) => {
          expect(ratios(judgeGate({ ...input, screen: { ...screen, launches } }))).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });
});
