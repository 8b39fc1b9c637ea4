import { describe, expect, it } from 'vitest';
import { targetLike } from '../../model/test/records.js';
import type { RevisionTargets } from '../../revisions/revision-targets.js';
import { comparableCells } from './comparable-cells.js';

const way = { command: ['./it'] };
const revision = (names: readonly string[], lacking: readonly string[] = []): RevisionTargets => ({
  suites: [],
  targets: names.map((name) => targetLike({ name, suites: { test: way } })),
  unavailable: lacking.map((target) => ({
    target,
    suite: null,
    reason: 'no compiler',
    remedy: 'install it',
  })),
});
const cells = ['old', 'new'].map((target) => ({
  suite: 'test',
  target,
  point: {},
  metric: 'throughput',
  margin: 0.05,
}));

describe('what can be compared', () => {
  it('is what both revisions can run; a target that is new at head is a note', () => {
    const both = { base: revision(['old']), head: revision(['old', 'new']) };
    expect(comparableCells(cells, both)).toEqual({
      cells: [cells[0]],
      notes: ['new in test is not compared, base cannot run it: it is not there'],
    });
  });

  it('is nothing to go on with when head cannot run what base can: the check fails with the reason and what mends it', () => {
    const both = { base: revision(['old', 'new']), head: revision(['old', 'new'], ['new']) };
    expect(() => comparableCells(cells, both)).toThrow('new can run at base, but not at head: no compiler');
  });

  it('is an error when neither can run anything', () => {
    const neither = revision(['old', 'new'], ['old', 'new']);
    expect(() => comparableCells(cells, { base: neither, head: neither })).toThrow(/nothing can be compared/);
  });
});
