/** Launches of test programs: a small suite, and a way to run one program through the real executor. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { throughput } from '../../model/metric.js';
import type { Generator } from '../../model/generator.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { Suite } from '../../model/suite.js';
import { readText } from '../../observe/proc.js';
import { systemClock } from '../clock.js';
import { localExecutor } from '../local.js';
import { runLaunch } from '../run-launch.js';

/** The supervisor, when it has been built. */
const built = fileURLToPath(new URL('../../../dist/harness/launch/supervisor/supervise', import.meta.url));
export const supervisor = existsSync(built) ? built : undefined;

/** A suite whose launches report how much they have done in all. */
export const testSuite: Suite = {
  name: 'test',
  title: 'Test',
  summary: 'a suite for tests',
  work: { one: 'unit', many: 'units' },
  factors: [{ name: 'port', title: 'Port', unit: '', default: 1 }],
  metrics: [
    throughput('units'),
    { name: 'latency', title: 'Latency', unit: 'ns', better: 'lower', source: 'target' },
  ],
  profiles: { smoke: [], quick: [], standard: [], paper: [] },
  figures: [],
  verify: ({ work, verification }) =>
    work <= (verification['done'] ?? 0)
      ? []
      : [
          {
            validity: 'verification-failed',
            message: `${work} units in the window, ${verification['done']} in all`,
          },
        ],
};

/** The path of a hostile program. */
export function hostile(name: string): string {
  return fileURLToPath(new URL(`./hostile/${name}.mjs`, import.meta.url));
}

interface LaunchOptions {
  readonly port?: number;
  readonly signal?: AbortSignal;
  /** How long the harness waits for a result beyond the window of 50 ms. */
  readonly resultMs?: number;
  readonly suite?: Suite;
  /** Who loads the program, which is a server then. */
  readonly generator?: Generator;
}

/** Runs one program as a launch with short deadlines. */
export async function launchProgram(
  command: readonly string[],
  supervisorPath: string | undefined,
  options: LaunchOptions = {},
): Promise<LaunchRecord> {
  const { port = 1, signal = new AbortController().signal, resultMs = 10_000 } = options;
  const { suite = testSuite, generator } = options;
  const planned = {
    id: '00001',
    block: 1,
    position: 1,
    suite: 'test',
    target: 'hostile',
    point: { port },
    seed: 1,
  };
  return runLaunch(
    planned,
    1,
    { suite, command, ...(generator !== undefined && { generator }) },
    {
      executor: localExecutor(supervisorPath),
      clock: systemClock,
      timing: { warmupMs: 0, measureMs: 50, intervalMs: 10, readyMs: 2_000 },
      patience: { resultMs, exitMs: 500 },
      memoryLimit: 400 * 2 ** 20,
      signal,
    },
  );
}

/** Processes that still run a program of this folder. */
export function survivors(program: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => (readText(`/proc/${entry}/cmdline`) ?? '').includes(program));
}
