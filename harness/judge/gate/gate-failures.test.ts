import { describe, expect, it } from 'vitest';
import { around, type Arms, changedBy, judged } from '../test/gate-stages.js';

const same = (blocks: number): Arms => changedBy(1, blocks);
const slower = (blocks: number): Arms => changedBy(0.85, blocks);

describe('launches that fail', () => {
  const broken = (outcome: 'failed' | 'unsupported' | 'unverified'): Arms => ({
    ...same(5),
    head: [100, 100, outcome, 100, 100],
  });

  it('at head and not at base make the cell failed and the check red', () => {
    for (const outcome of ['failed', 'unsupported', 'unverified'] as const) {
      const { state, exit, cells } = judged({ screen: [broken(outcome), same(5)], confirm: null });
      expect({ state, exit, verdict: cells[0]?.verdict }).toEqual({
        state: 'failed',
        exit: 3,
        verdict: 'failed',
      });
      expect(cells[0]?.reason).toMatch(/^head failed in 1 of 5 launches; 1-head-3: /);
    }
  });

  it('at head in the second stage count as well', () => {
    const { cells } = judged({
      screen: [slower(5)],
      confirm: [{ ...slower(10), head: [...around(85, 9), 'failed'] }],
    });
    expect(cells[0]?.verdict).toBe('failed');
  });

  it('at base now and then are not the fault of head', () => {
    const flaky = { ...broken('failed'), base: [100, 'failed', 100, 100, 100] as const };
    expect(judged({ screen: [flaky], confirm: null }).cells[0]).toMatchObject({
      verdict: 'inconclusive',
      n: 3,
    });
  });

  it('at base alone leave nothing to compare with', () => {
    const arms: Arms = { ...same(5), base: around(100, 5).map(() => 'failed' as const) };
    const asked = { confirmAll: false, failOnInconclusive: true };
    const { state, exit, cells } = judged({ asked, screen: [arms], confirm: null });
    expect({ state, exit, verdict: cells[0]?.verdict }).toEqual({
      state: 'pass',
      exit: 0,
      verdict: 'inconclusive',
    });
    expect(cells[0]?.reason).toMatch(
      /^base fails here, head does not: nothing to compare with; 1-base-1: exited-early/,
    );
  });

  it('at both leave nothing at all: the check failed', () => {
    const none = around(100, 5).map(() => 'failed' as const);
    const { state, exit, cells } = judged({
      screen: [{ base: none, head: none, control: none }],
      confirm: null,
    });
    expect({ state, exit }).toEqual({ state: 'failed', exit: 3 });
    expect(cells[0]?.reason).toMatch(/^base fails here as well; 1-base-1: exited-early/);
  });

  it('at head clearly oftener than at base and its copy are the fault of head, though those fail too', () => {
    const arms: Arms = {
      ...same(5),
      control: [100, 'failed', 100, 100, 100],
      head: ['failed', 'failed', 100, 'failed', 'failed'],
    };
    const { exit, cells } = judged({ screen: [arms], confirm: null });
    expect({ exit, verdict: cells[0]?.verdict }).toEqual({ exit: 3, verdict: 'failed' });
    expect(cells[0]?.reason).toMatch(
      /^head failed in 4 of 5 launches, base and its copy in 1 of 10; 1-head-1: /,
    );
  });

  it('at head oftener, but not clearly, are measured again, and leave the cell open', () => {
    const flaky = (blocks: number): Arms => ({
      ...same(blocks),
      control: ['failed', ...around(100, blocks - 1)],
      head: ['failed', 'failed', ...around(100, blocks - 2)],
    });
    const asked = { confirmAll: false, failOnInconclusive: true };
    expect(judged({ asked, screen: [flaky(5)], confirm: null })).toMatchObject({
      exit: 4,
      cells: [{ candidate: true, verdict: 'inconclusive' }],
    });
    const twice = judged({ asked, screen: [flaky(5)], confirm: [flaky(12)] });
    expect(twice).toMatchObject({ exit: 4, cells: [{ verdict: 'inconclusive' }] });
    expect(twice.cells[0]?.reason).toMatch(/^too few launches to tell whether head fails oftener: /);
  });

  it('at all arms alike do not keep a regression from being called, or its absence from being shown', () => {
    const flaky = (factor: number, blocks: number): Arms => {
      const arms = changedBy(factor, blocks);
      const once = (values: Arms['base'] = []) => ['failed' as const, ...values.slice(1)];
      return { base: once(arms.base), head: once(arms.head), control: once(arms.control) };
    };
    const asked = { confirmAll: true, failOnInconclusive: false };
    const verdictOn = (factor: number) =>
      judged({ asked, screen: [flaky(factor, 5)], confirm: [flaky(factor, 12)] }).cells[0]?.verdict;
    expect([verdictOn(0.85), verdictOn(1)]).toEqual(['regression', 'equivalent']);
  });

  it('are red as long as they are no regression, which goes before', () => {
    expect(judged({ screen: [broken('failed'), slower(5)], confirm: [null, slower(10)] })).toMatchObject({
      state: 'regression',
      exit: 1,
    });
  });
});

describe('a missing arm', () => {
  it('that is head is a failure', () => {
    const { base, control } = same(5);
    const arms: Arms = { ...(base && { base }), ...(control && { control }) };
    expect(judged({ screen: [arms], confirm: null }).cells[0]).toMatchObject({
      verdict: 'failed',
      reason: 'head was not launched',
    });
  });

  it('that is base leaves nothing to compare with', () => {
    expect(judged({ screen: [{ head: around(100, 5) }], confirm: null }).cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'base was not launched',
    });
  });

  it('that is the control leaves a change unproven', () => {
    const { cells, state } = judged({ screen: [slower(5)], confirm: [{ ...slower(10), control: [] }] });
    expect(cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('no control'),
    });
    expect(state).toBe('inconclusive');
  });
});
