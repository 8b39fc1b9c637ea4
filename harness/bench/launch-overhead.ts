/** Wall time of a launch beyond its warm-up and window, measured on a target that does next to nothing. */
import { fileURLToPath } from 'node:url';
import { TuttiError } from '../model/errors.js';
import { throughput } from '../model/metric.js';
import type { Suite } from '../model/suite.js';
import { systemClock } from '../launch/clock.js';
import { localExecutor, builtSupervisor } from '../launch/local.js';
import { runLaunch } from '../launch/run-launch.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const command = [process.execPath, fileURLToPath(new URL('./idle-target.js', import.meta.url))];

const idleSuite: Suite = {
  name: 'idle',
  title: 'Idle',
  summary: 'nothing to do',
  work: { one: 'tick', many: 'ticks' },
  factors: [{ name: 'ticks', title: 'Ticks', unit: '', default: 0 }],
  metrics: [throughput('ticks')],
  profiles: { smoke: [], quick: [], standard: [], paper: [] },
  figures: [],
  verify: () => [],
};

/**
 * Launches the idle target so many times.
 * @returns milliseconds of overhead of each launch
 * @throws TuttiError EVERY_LAUNCH_FAILED when one does not give a result
 */
export async function launchOverheads(launches: number): Promise<number[]> {
  const context = {
    executor: localExecutor(builtSupervisor(root)),
    clock: systemClock,
    timing: { warmupMs: 20, measureMs: 100, intervalMs: 10, readyMs: 10_000 },
    patience: { resultMs: 5_000, exitMs: 5_000 },
    memoryLimit: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
  };
  const overheads: number[] = [];
  for (let index = 1; index <= launches; index++) {
    const planned = {
      id: String(index),
      block: index,
      position: 1,
      suite: 'idle',
      target: 'idle',
      point: {},
      seed: 1,
    };
    const record = await runLaunch(planned, 1, { suite: idleSuite, command }, context);
    if (record.outcome === 'failed') {
      const { reason, detail } = record.failure;
      throw new TuttiError('EVERY_LAUNCH_FAILED', {
        run: 'of the idle target',
        reason: `${reason}: ${detail}`,
      });
    }
    overheads.push(record.timing.overheadMs);
  }
  return overheads;
}
