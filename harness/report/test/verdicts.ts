/** Test data: verdicts to report. */
import { changedBy, type CheckShape, judged } from '../../judge/test/gate-stages.js';
import type { GateVerdict } from '../../model/gate.js';

/** Text that wants to be more than text: in Markdown, on a terminal, in XML, as a command of GitHub. */
export const hostile =
  '<script>alert(1)</script> | @everyone #1 [a](http://evil.example) `x` ]]> &amp; \u{1b}[31m\u{0} \u{202e}\n::error::forged\r\n%0A';

/** A check in which most of what can be happens. */
export function eventfulVerdict(given: Partial<CheckShape> = {}): GateVerdict {
  const [slower, same, faster] = [0.85, 1, 1.2];
  return judged({
    screen: [
      changedBy(faster, 5),
      changedBy(slower, 5),
      changedBy(same, 5),
      changedBy(0.7, 5),
      { base: [1] },
    ],
    confirm: [changedBy(faster, 10), changedBy(slower, 10), null, changedBy(0.7, 10), null],
    ...given,
  });
}

/** The same with text of others that is hostile, wherever there is any. */
export function hostileVerdict(): GateVerdict {
  const verdict = eventfulVerdict();
  const bounds = { ratio: 0.9, difference: null, failure: true };
  const hurt = { cell: hostile, reason: hostile, until: '2026-01-01', by: hostile, ...bounds };
  return {
    ...verdict,
    base: { name: hostile, commit: null },
    head: { name: hostile, commit: null },
    fingerprint: { [hostile]: hostile },
    notes: [hostile],
    differences: [{ what: hostile, base: hostile, head: hostile }],
    alarms: [{ alarm: 'control-fired', detail: hostile }],
    cells: verdict.cells.map((cell) => ({
      ...cell,
      cell: hostile,
      target: hostile,
      point: { [hostile]: hostile },
      unit: hostile,
      reason: hostile,
      exception: { ...hurt, otherwise: 'regression' as const, addedByHead: true },
    })),
    stale: [{ ...hurt, why: 'expired' }],
  };
}

/** A check of very many cells, each with much to say. */
export function hugeVerdict(cells: number): GateVerdict {
  const verdict = eventfulVerdict();
  const [sample] = verdict.cells;
  if (sample === undefined) throw new RangeError('there is no cell');
  const many = Array.from({ length: cells }, (_, index) => ({
    ...sample,
    cell: `suite/target/cell=${index}/throughput`,
    verdict: index === cells - 1 ? ('regression' as const) : ('inconclusive' as const),
    reason: hostile.repeat(20),
  }));
  const notes = Array.from({ length: 1_000 }, () => hostile.repeat(100));
  return { ...verdict, cells: many, notes };
}
