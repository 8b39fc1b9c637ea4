/** `npm run bench -- harness`: what Tutti itself costs, against the bounds we set it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchRow } from '../model/bench.js';
import { makePlan } from '../plan/make-plan.js';
import { summarise } from '../stats/summarise.js';
import { readRun } from '../store/run-folder.js';
import { boundRow } from './bound-row.js';
import { launchOverheads } from './launch-overhead.js';
import { largeRequest, writeLargeRun } from './large-run.js';

/** Bounds in milliseconds. */
const overheadBoundMs = 300;
const largeRunBoundMs = 2000;
const repetitions = 8;

const bench: Bench = {
  name: 'harness',
  summary: 'what the harness adds to a launch, and its time with a run of 100,000 launches',
  async measure(say) {
    say('launching a target that does next to nothing');
    const overheads = await launchOverheads(24);
    return [boundRow('overhead of a launch', overheads, overheadBoundMs), ...largeRunRows(say)];
  },
};

export default bench;

function largeRunRows(say: (line: string) => void): BenchRow[] {
  const results = mkdtempSync(join(tmpdir(), 'tutti-bench-'));
  try {
    say('writing a run of 100,000 launches');
    const folder = writeLargeRun(results);
    say('planning, reading and summarising it');
    const { run, launches } = readRun(folder);
    return [
      boundRow(
        'plan 100,000 launches',
        timesOf(() => makePlan(largeRequest)),
        largeRunBoundMs,
      ),
      boundRow(
        'read 100,000 launches',
        timesOf(() => readRun(folder)),
        largeRunBoundMs,
      ),
      boundRow(
        'summarise 100,000 launches',
        timesOf(() => summarise(launches, run.suites)),
        largeRunBoundMs,
      ),
    ];
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

/** Milliseconds of each repetition. */
function timesOf(action: () => unknown): number[] {
  return Array.from({ length: repetitions }, () => {
    const startedAt = performance.now();
    action();
    return performance.now() - startedAt;
  });
}
