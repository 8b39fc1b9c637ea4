import { describe, expect, it } from 'vitest';
import type { AcceptedChange, GateVerdict } from '../../model/gate.js';
import type { LaunchRecord } from '../../model/launch.js';
import { measuredLaunch, recordsOf, runOf, suiteLike } from '../../model/test/records.js';
import { judgeAgain } from './gate-again.js';
import { judgeGate } from './gate.js';

const suites = [suiteLike()];
const point = { pairs: 1, capacity: 1 };
const cell = 'producer-consumer/native/capacity=1,pairs=1/throughput';

/** The launches of one stage, in which head has so much of the throughput of base. */
function stage(blocks: number, share: number): LaunchRecord[] {
  const targets = ['native@base', 'native@head', 'native@control'];
  return recordsOf(runOf({ targets, grid: { pairs: [1] }, blocks }), (launch) =>
    measuredLaunch({
      ...launch,
      throughput: 1000 * (launch.target === 'native@head' ? share : 1) * (1 + (launch.seed % 7) / 1000),
    }),
  );
}

const screen = stage(5, 0.7);
const confirm = stage(10, 0.7);

/** A verdict on a head that is slower, by a floor of 3.1 % that nobody can know afterwards. */
function judgedOnce(
  accepted: readonly AcceptedChange[] = [],
  acceptedAtBase: readonly AcceptedChange[] | null = null,
): GateVerdict {
  const described = { folder: 'runs/r', seed: 42 };
  return judgeGate({
    at: '2026-11-24T12:00:00.000Z',
    asked: { confirmAll: false, failOnInconclusive: false },
    base: { name: 'main', commit: 'a' },
    head: { name: 'HEAD', commit: 'b' },
    fingerprint: { cpu: 'one' },
    notes: ['a note'],
    differences: [],
    suites,
    cells: [{ suite: 'producer-consumer', target: 'native', point, metric: 'throughput', margin: 0.04 }],
    floorOf: () => ({ floor: 0.031, measured: true, controls: 25 }),
    accepted,
    acceptedAtBase,
    screen: { run: 'first', blocks: 5, launches: screen, ...described },
    confirm: { run: 'second', blocks: 10, launches: confirm, ...described },
  });
}

describe('a check judged again', () => {
  it('has the same verdict, to the last byte, when its launches are the same', () => {
    const former = judgedOnce();
    expect(former).toMatchObject({ state: 'regression', cells: [{ tolerance: { floor: 0.031 } }] });
    const again = judgeAgain(former, { suites, launches: screen }, { suites, launches: confirm });
    expect(JSON.stringify(again)).toBe(JSON.stringify(former));
  });

  it('knows the exceptions that it fell under, and those whose time was over', () => {
    const bounds = { ratio: 0.7, difference: null, failure: false };
    const exception = { cell, reason: 'worth it', until: '2026-12-31', by: 'somebody', ...bounds };
    const former = judgedOnce([exception, { ...exception, cell: 'gone', until: '2026-01-01' }]);
    expect(former.cells[0]?.verdict).toBe('accepted');
    expect(former.stale).toHaveLength(1);
    const again = judgeAgain(former, { suites, launches: screen }, { suites, launches: confirm });
    expect(JSON.stringify(again)).toBe(JSON.stringify(former));
  });

  it('knows which exceptions head brought itself', () => {
    const bounds = { ratio: 0.7, difference: null, failure: false };
    const exception = { cell, reason: 'worth it', until: '2026-12-31', by: 'somebody', ...bounds };
    for (const atBase of [[], [exception], null]) {
      const former = judgedOnce([exception], atBase);
      const again = judgeAgain(former, { suites, launches: screen }, { suites, launches: confirm });
      expect(JSON.stringify(again)).toBe(JSON.stringify(former));
    }
  });

  it('has another verdict when the launches say otherwise', () => {
    const again = judgeAgain(judgedOnce(), { suites, launches: screen }, { suites, launches: stage(10, 1) });
    expect(again.state).not.toBe('regression');
  });

  it('does not believe numbers of the verdict that the launches do not give', () => {
    const former = judgedOnce();
    const forged = {
      ...former,
      state: 'pass' as const,
      cells: former.cells.map((one) => ({ ...one, ratio: 1, verdict: 'equivalent' as const })),
    };
    const again = judgeAgain(forged, { suites, launches: screen }, { suites, launches: confirm });
    expect(JSON.stringify(again)).toBe(JSON.stringify(former));
  });
});
