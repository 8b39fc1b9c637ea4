/** Test data: small whole runs for histories, and repositories to keep them in. */
import { execFileSync } from 'node:child_process';
import type { KeptRun } from '../../model/history.js';
import { recordsOf, runOf } from '../../model/test/records.js';

/** The `index`-th run of a history: one an hour, two launches. */
export function keptRun(index: number): KeptRun {
  const startedAt = new Date(Date.UTC(2026, 0, 1, index)).toISOString();
  const run = {
    ...runOf({
      id: `run-${String(index).padStart(4, '0')}`,
      targets: ['capriccio'],
      grid: { pairs: [1] },
      blocks: 2,
    }),
    startedAt,
  };
  return { schema: 1, run, launches: recordsOf(run) };
}

/** Calls git as a user whom no configuration knows, and gives what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: gitEnvironment,
  }).trim();
}

/** What keeps the configuration of whoever runs the tests out of them. */
export const gitEnvironment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'A Tester',
  GIT_AUTHOR_EMAIL: 'tester@localhost',
  GIT_COMMITTER_NAME: 'A Tester',
  GIT_COMMITTER_EMAIL: 'tester@localhost',
};
