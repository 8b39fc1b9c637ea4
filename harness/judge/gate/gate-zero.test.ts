import { describe, expect, it } from 'vitest';
import { gateVerdictSchema } from '../../model/gate.js';
import { around, type Arms, changedBy, judged } from '../test/gate-stages.js';

/** Every arm the same in all blocks. */
const flat = (base: number, head: number, blocks: number): Arms => ({
  base: around(1, blocks).fill(base),
  head: around(1, blocks).fill(head),
  control: around(1, blocks).fill(base),
});
const confirmAll = { confirmAll: true, failOnInconclusive: true };
const both = (base: number, head: number, metric: string) =>
  judged({ metric, asked: confirmAll, screen: [flat(base, head, 5)], confirm: [flat(base, head, 12)] });

describe('values of zero, which have no ratio,', () => {
  it('on both sides are equal', () => {
    expect(both(0, 0, 'cpuPerWork')).toMatchObject({
      state: 'pass',
      exit: 0,
      cells: [{ verdict: 'equivalent', ratio: null, difference: { estimate: 0, lo: 0, hi: 0, scale: 0 } }],
    });
  });

  it('at base and more than that at head are a regression where less is better, and an improvement where more is', () => {
    const worse = both(0, 2, 'cpuPerWork');
    expect(worse).toMatchObject({ state: 'regression', exit: 1, cells: [{ verdict: 'regression' }] });
    expect(worse.cells[0]).toMatchObject({ p: 2 / 2 ** 12, difference: { estimate: -2, lo: -2, hi: -2 } });
    expect(gateVerdictSchema.parse(JSON.parse(JSON.stringify(worse)))).toEqual(worse);
    expect(both(0, 2, 'throughput').cells[0]?.verdict).toBe('improvement');
  });

  it('at head and more than that at base are the mirror image', () => {
    expect(both(2, 0, 'throughput')).toMatchObject({ exit: 1, cells: [{ verdict: 'regression' }] });
    expect(both(2, 0, 'cpuPerWork').cells[0]?.verdict).toBe('improvement');
  });

  it('in a single block do not keep the gate from firing', () => {
    const withZero = (blocks: number): Arms => ({
      ...changedBy(1.5, blocks),
      base: [0, ...around(100, blocks - 1)],
    });
    const shape = { metric: 'cpuPerWork', screen: [withZero(5)], confirm: [withZero(12)] };
    expect(judged(shape)).toMatchObject({ exit: 1, cells: [{ verdict: 'regression', candidate: true }] });
  });

  it('here and there on both sides are no change, and not called equal either', () => {
    const rare = (blocks: number, at: number): number[] =>
      Array.from({ length: blocks }, (_, block) => (block % 6 === at ? 1 : 0));
    const arms = (blocks: number): Arms => ({
      base: rare(blocks, 0),
      head: rare(blocks, 1),
      control: rare(blocks, 2),
    });
    const shape = { metric: 'cpuPerWork', asked: confirmAll, screen: [arms(6)], confirm: [arms(12)] };
    expect(['inconclusive', 'equivalent']).toContain(judged(shape).cells[0]?.verdict);
  });
});

it('a cell of which no block has both values is open, and red when inconclusive cells are', () => {
  const apart: Arms = {
    base: [100, 100, null, null],
    head: [null, null, 100, 100],
    control: [100, 100, null, null],
  };
  const asked = { confirmAll: false, failOnInconclusive: true };
  const { state, exit, cells } = judged({ asked, screen: [apart, changedBy(1, 5)], confirm: null });
  expect({ state, exit }).toEqual({ state: 'inconclusive', exit: 4 });
  expect(cells[0]).toMatchObject({ reason: 'no block has a value of both', open: true });
});
