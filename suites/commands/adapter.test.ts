import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../harness/launch/clock.js';
import { builtSupervisor, localExecutor } from '../../harness/launch/local.js';
import { runLaunch } from '../../harness/launch/run-launch.js';
import type { LaunchRecord } from '../../harness/model/launch.js';
import { userCommandSchema } from '../../harness/model/user-command.js';
import { printedNumber } from './printed-number.js';
import suite from './suite.js';

const root = fileURLToPath(new URL('../../dist', import.meta.url));
const supervisor = builtSupervisor(root);

/** Plays a command as a launch with a window of 60 ms. */
async function play(entry: object, runs = 1): Promise<LaunchRecord> {
  const adapted = suite.adapt?.([userCommandSchema.parse({ name: 'mine', ...entry })]);
  const way = adapted?.targets[0]?.suites[suite.name];
  if (adapted === undefined || way === undefined || !('command' in way)) throw new Error('not adapted');
  const [node = '', , ...words] = way.command;
  const planned = { id: '00001', block: 1, position: 1, suite: suite.name, target: 'mine', point: { runs } };
  return runLaunch(
    { ...planned, seed: 1 },
    1,
    {
      suite: adapted.suite,
      // The adapter as built: Node does not run TypeScript.
      command: [node, join(root, 'suites/commands/adapter.js'), ...words],
    },
    {
      executor: localExecutor(supervisor),
      clock: systemClock,
      timing: { warmupMs: 1, measureMs: 60, intervalMs: 10, readyMs: 10_000 },
      patience: { resultMs: 10_000, exitMs: 2_000 },
      memoryLimit: Number.POSITIVE_INFINITY,
      signal: new AbortController().signal,
    },
  );
}

describe('a plain command', () => {
  it('is run again and again until the window is over, a fresh process each time, and its time is taken', async () => {
    const record = await play({ command: ['sleep', '0.01'] }, 8);
    if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
    expect(record.work).toBeGreaterThanOrEqual(8);
    expect(record.verification).toEqual({ runs: record.work, succeeded: record.work });
    expect(record.metrics['wallTime']).toBeGreaterThanOrEqual(10);
    expect(record.elapsedMs).toBeGreaterThanOrEqual(60);
    expect(record.validity).not.toContain('verification-failed');
  });

  it('that is longer than the window runs once, or as often as asked for', async () => {
    expect(await play({ command: 'sleep 0.1' })).toMatchObject({ outcome: 'measured', work: 1 });
    expect(await play({ command: 'sleep 0.1' }, 3)).toMatchObject({ outcome: 'measured', work: 3 });
  });

  it.skipIf(!existsSync(supervisor ?? ''))(
    'is accounted for with all that it starts: CPU time and memory of its whole tree',
    async () => {
      const spin =
        'const held = Buffer.alloc(9e7, 1); while (process.cpuUsage().user + process.cpuUsage().system < 80_000);';
      const record = await play({ command: `"${process.execPath}" -e '${spin}'; true` });
      if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
      expect(record.metrics['cpuTime']).toBeGreaterThan(75);
      expect(record.metrics['peakMemory']).toBeGreaterThan(9e7);
    },
  );

  it('gives the numbers that it prints', async () => {
    const measures = [
      { name: 'score', unit: 'points', better: 'higher', pattern: /^score: ([\d.,]+)$/ },
      { name: 'lag', unit: 'ms', better: 'lower', pattern: 'lag (\\S+)' },
    ];
    const record = await play({ command: 'echo score: 1,234.5; echo lag 1.5e-3 >&2', measures });
    expect(record).toMatchObject({ outcome: 'failed' });
    const multiline = [{ ...measures[0], pattern: /^score: ([\d.,]+)$/m }, measures[1]];
    expect(
      await play({ command: 'echo score: 1,234.5; echo lag 1.5e-3 >&2', measures: multiline }),
    ).toMatchObject({ metrics: { score: 1234.5, lag: 0.0015 } });
  });

  it('that fails is a failed launch with the last that it printed', async () => {
    expect(await play({ command: 'echo cannot open the data; exit 3' })).toMatchObject({
      outcome: 'failed',
      failure: {
        reason: 'target-error',
        detail: expect.stringMatching(/^CommandFailed: it ended with exit code 3; .*\ncannot open the data$/),
      },
    });
    expect(await play({ command: ['/no/such/program'] })).toMatchObject({ outcome: 'failed' });
  });

  it('that does not print its number is a failed launch that says where it was looked for', async () => {
    const measures = [{ name: 'score', unit: 'points', better: 'higher', pattern: 'score: (\\d+)' }];
    expect(await play({ command: 'echo nothing', measures })).toMatchObject({
      failure: { detail: expect.stringContaining('no number where /score: (\\d+)/m looks for score') },
    });
  });

  it('cannot give one metric two meanings, or redefine one of the suite', () => {
    const command = (name: string, metric: string, unit: string) =>
      userCommandSchema.parse({
        name,
        command: 'true',
        measures: [{ name: metric, unit, better: 'higher', pattern: '.' }],
      });
    expect(() => suite.adapt?.([command('a', 'score', 'points'), command('b', 'score', 'goals')])).toThrow(
      /commands.1.measures.0.name: there already is a metric "score"/,
    );
    expect(() => suite.adapt?.([command('a', 'wallTime', 'ms')])).toThrow(/"wallTime"/);
    const both = suite.adapt?.([command('a', 'score', 'points'), command('b', 'score', 'points')]);
    expect(both?.suite.metrics.map(({ name }) => name)).toEqual([
      'wallTime',
      'cpuTime',
      'peakMemory',
      'score',
    ]);
  });
});

describe('a number that is printed', () => {
  it.each([
    ['took 12 ms\ntook 15 ms', 'took (\\d+) ms', 15],
    ['-1.5e3', '\\S+', -1500],
    ['1 234 567 rows', '^(.*) rows', 1_234_567],
    ['12,5', '\\S+', null],
    ['0,98', '\\S+', null],
    ['0,123', '\\S+', null],
    ['12,3456', '\\S+', null],
    ['1,234 567', '.+', null],
    ['-1,234,567.5', '\\S+', -1_234_567.5],
    ['none', '(\\d+)?', null],
    ['', 'x', null],
  ])('%j, looked for by /%s/, is %j', (output, source, expected) => {
    expect(printedNumber(output, { source, flags: '' })).toBe(expected);
  });
});
