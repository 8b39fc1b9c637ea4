import { describe, expect, it } from 'vitest';
import { confirmBlocks } from './gate-rule.js';
import { around, type Arms, changedBy, judged } from '../test/gate-stages.js';

const slower = (blocks: number): Arms => changedBy(0.85, blocks);
const faster = (blocks: number): Arms => changedBy(1.2, blocks);

describe('alarms', () => {
  const haunted = (blocks: number): Arms => ({ ...slower(blocks), control: around(88, blocks, 2) });

  it('go off when base differs from its own copy by the rule of a change: nothing is called a change then', () => {
    const shape = { screen: [haunted(5), slower(5)], confirm: [haunted(10), slower(10)] };
    const { state, exit, cells, alarms } = judged(shape);
    expect({ state, exit }).toEqual({ state: 'unstable', exit: 0 });
    expect(cells.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive']);
    expect(alarms).toEqual([
      {
        alarm: 'control-fired',
        detail:
          'producer-consumer/capriccio/capacity=1,pairs=1/throughput: a copy of base is 14 % worse than base',
      },
    ]);
    const asked = { confirmAll: false, failOnInconclusive: true };
    expect(judged({ ...shape, asked }).exit).toBe(4);
  });

  it('stay silent when only one stage saw the control differ', () => {
    expect(judged({ screen: [slower(5)], confirm: [haunted(10)] }).alarms).toHaveLength(1);
    const other = { ...slower(5), control: around(110, 5) };
    expect(judged({ screen: [other], confirm: [haunted(10)] }).alarms).toEqual([]);
  });

  it('go off when as many cells of a metric are better as are worse', () => {
    const both = (blocks: number) => [1, 2, 3, 4].flatMap(() => [slower(blocks), faster(blocks)]);
    const { state, alarms, cells } = judged({ screen: both(5), confirm: both(10) });
    expect(state).toBe('unstable');
    expect(alarms).toEqual([
      { alarm: 'as-many-better-as-worse', detail: 'throughput: of 8 cells 4 are better and 4 are worse' },
    ]);
    expect(new Set(cells.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']));
  });

  it('do not go off when all move in one direction', () => {
    const all = (blocks: number) => Array.from({ length: 8 }, () => slower(blocks));
    expect(judged({ screen: all(5), confirm: all(10) })).toMatchObject({ state: 'regression', alarms: [] });
  });
});

describe('many cells', () => {
  /** Slower in nine blocks of ten: p is 4 / 2^10. */
  const almost = (): Arms => {
    const arms = slower(10);
    return { ...arms, head: [...around(85, 9, 3), 100.5] };
  };

  it('ask more of each: what holds alone need not hold among them (Holm)', () => {
    expect(judged({ screen: [slower(5)], confirm: [almost()] }).cells[0]?.verdict).toBe('regression');
    const many = judged({
      screen: Array.from({ length: 14 }, () => slower(5)),
      confirm: Array.from({ length: 14 }, almost),
    });
    expect(many.cells[0]?.adjustedP).toBeCloseTo((14 * 4) / 2 ** 10, 12);
    expect(many.cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: 'beyond the tolerance, but not clear enough among so many cells',
    });
    expect(many.cells[0]?.moreBlocks).toBeGreaterThan(0);
  });

  it('are given as many blocks as it takes for the least p value to stand among them', () => {
    expect(confirmBlocks(10, 0)).toBe(10);
    expect(confirmBlocks(10, 10)).toBe(10);
    for (const cells of [1, 5, 26, 40, 100, 1000]) {
      expect((cells * 2) / 2 ** confirmBlocks(6, cells)).toBeLessThan(0.05);
    }
  });

  it('that all regress are all found, however many they are', () => {
    const cells = 60;
    const blocks = confirmBlocks(10, cells);
    const { cells: found } = judged({
      screen: Array.from({ length: cells }, () => slower(5)),
      confirm: Array.from({ length: cells }, () => slower(blocks)),
    });
    expect(new Set(found.map(({ verdict }) => verdict))).toEqual(new Set(['regression']));
  });
});
