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
    const { state, exit, cells } = judged({ screen: [arms], confirm: null });
    expect({ state, exit }).toEqual({ state: 'failed', exit: 3 });
    expect(cells[0]?.reason).toMatch(/^base fails here as well: exited-early/);
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
