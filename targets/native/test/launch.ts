/** Launches of the native program, for the tests of its workloads. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type LaunchSpecification,
  type ResultMessage,
  type TargetMessage,
  targetMessageSchema,
} from '../../../harness/model/protocol.js';
import type { packagesFor } from '../addon.js';

const dist = fileURLToPath(new URL('../../../dist/targets/native', import.meta.url));

/** Why nothing can be launched, with a space before it; empty when the addon is built. */
export const whyNotBuilt = readReport();

/** The packages that a workload can be played on; empty when nothing is built. */
export async function builtPackages(workload: string): Promise<string[]> {
  if (whyNotBuilt !== '') return [];
  const built = (await import(`${dist}/addon.js`)) as { packagesFor: typeof packagesFor };
  return built.packagesFor(workload);
}

/** Launches a program with these arguments. `prelude` is a shell command before it, `materials` the folder of the suite's files. Gives the messages it sent. */
export function launch(
  suite: string,
  args: string[],
  point: LaunchSpecification['point'],
  prelude = 'true',
  program = 'program.js',
  materials?: string,
): TargetMessage[] {
  const specification: LaunchSpecification = {
    protocol: 1,
    launch: '1',
    nonce: 'word',
    suite,
    point,
    warmupMs: 20,
    measureMs: 100,
    intervalMs: 20,
    readyMs: 5000,
    seed: 1,
    cpus: [],
    dir: '/tmp',
    ...(materials !== undefined && { materials }),
  };
  const { stdout } = spawnSync(
    'sh',
    ['-c', `${prelude} && exec "$0" "$@"`, process.execPath, `${dist}/${program}`, ...args],
    { input: `${JSON.stringify(specification)}\n`, encoding: 'utf8', timeout: 20_000 },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => targetMessageSchema.parse(JSON.parse(line)));
}

/** The result that a launch ended with. */
export function resultOf(messages: TargetMessage[]): ResultMessage {
  const last = messages.at(-1);
  if (last?.type !== 'result') throw new Error(`no result, but ${JSON.stringify(last)}`);
  return last;
}

export function sumOfIntervals(messages: TargetMessage[]): number {
  return messages.reduce((sum, message) => sum + (message.type === 'interval' ? message.work : 0), 0);
}

function readReport(): string {
  const report = `${dist}/build.json`;
  if (!existsSync(report)) return ' (skipped: not built; run `npm run build`)';
  const { ok, reason } = JSON.parse(readFileSync(report, 'utf8')) as { ok: boolean; reason?: string };
  return ok ? '' : ` (skipped: ${reason})`;
}
