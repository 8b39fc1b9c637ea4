import { describe, expect, it } from 'vitest';
import type { ValidityCode } from '../../model/validity.js';
import { type Arms, changedBy, judged } from '../test/gate-stages.js';

/** A check of every cell whose head has so many times base's value, and marks. */
function marked(
  factor: number,
  head: readonly ValidityCode[],
  base: readonly ValidityCode[] = [],
  metric = 'throughput',
) {
  const arms = (blocks: number): Arms => changedBy(factor, blocks);
  const asked = { confirmAll: true, failOnInconclusive: true };
  const validity = { base, head, control: base };
  return judged({ metric, asked, validity, screen: [arms(5)], confirm: [arms(10)] });
}

describe('a head whose load cannot be believed', () => {
  it.each(['generator-bound', 'rate-not-met', 'littles-law'] as const)(
    'for %s is neither worse nor better nor equal, where the metric depends on the load',
    (code) => {
      for (const factor of [0.85, 1, 1.2]) {
        const { state, exit, cells } = marked(factor, [code]);
        expect({ state, exit }).toEqual({ state: 'inconclusive', exit: 4 });
        expect(cells[0]).toMatchObject({
          verdict: 'inconclusive',
          reason: expect.stringContaining(`head leaves no number to judge by: ${code}`),
        });
      }
      expect(marked(1.2, [code], [], 'cpuPerWork').cells[0]?.verdict).toBe('regression');
    },
  );

  it('is no candidate for a second stage either, and the check is open', () => {
    const { state, cells } = judged({
      validity: { head: ['generator-bound'] },
      screen: [changedBy(0.85, 5)],
      confirm: null,
    });
    expect({ state, candidate: cells[0]?.candidate }).toEqual({ state: 'inconclusive', candidate: false });
  });
});

describe('a head with marks that base does not have', () => {
  it('fails when it fails requests, whatever else it does', () => {
    expect(marked(1.2, ['failed-requests'])).toMatchObject({
      state: 'failed',
      exit: 3,
      cells: [{ verdict: 'failed', reason: expect.stringContaining('head fails requests') }],
    });
    expect(marked(1.2, ['failed-requests'], ['failed-requests']).cells[0]?.verdict).toBe('inconclusive');
  });

  it('is never better when some of its threads starve, but may be worse', () => {
    expect(marked(1.2, ['starved']).cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('only head is marked: starved'),
    });
    expect(marked(1.2, ['starved'], ['starved']).cells[0]?.verdict).toBe('improvement');
    expect(marked(0.85, ['starved']).cells[0]?.verdict).toBe('regression');
  });
});
