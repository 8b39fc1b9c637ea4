import { describe, expect, it } from 'vitest';
import { gateAnnotations } from './gate-annotations.js';
import { eventfulVerdict, hostileVerdict, hugeVerdict } from './test/verdicts.js';
import { changedBy, judged } from '../judge/test/gate-stages.js';

describe('the annotations of a check', () => {
  it('are errors for what is red, and notices for what got better', () => {
    const lines = gateAnnotations(eventfulVerdict());
    expect(lines.map((line) => line.slice(0, line.indexOf(' ')))).toEqual([
      '::error',
      '::error',
      '::error',
      '::notice',
    ]);
    expect(lines[0]).toMatchInlineSnapshot(
      `"::error title=tutti check::regression: producer-consumer/capriccio/capacity=1,pairs=4/throughput -30 %25 (tolerance 5.0 %25); clear of no change, beyond the tolerance, and seen by both stages"`,
    );
  });

  it('warn of an inconclusive check', () => {
    const lines = gateAnnotations(judged({ screen: [changedBy(0.85, 5)], confirm: null }));
    expect(lines).toEqual([
      '::warning title=tutti check::inconclusive: something looked different, and could be neither confirmed nor ruled out',
    ]);
  });

  it('are no more than GitHub shows, and say how many there are', () => {
    const verdict = hugeVerdict(50);
    const red = {
      ...verdict,
      cells: verdict.cells.map((cell) => ({ ...cell, verdict: 'regression' as const })),
    };
    const lines = gateAnnotations(red);
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('::error title=tutti check::and 41 more: see the summary');
  });

  it('stay on their lines, whatever others say', () => {
    for (const line of gateAnnotations(hostileVerdict())) {
      expect(line).toMatch(/^::(error|warning|notice) title=tutti check::[^\r\n]*$/);
      expect(line).not.toMatch(/%(?!25|0A|0D)/);
    }
  });
});
