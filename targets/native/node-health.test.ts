/** Node stays healthy around the addon: one program each, which must come to its end, in silence and with status 0. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { whyNotBuilt } from './test/launch.js';

const programs = fileURLToPath(new URL('../../dist/targets/native/health/', import.meta.url));

describe.skipIf(whyNotBuilt !== '')(`a process with native threads${whyNotBuilt}`, () => {
  it.each([
    { what: 'takes thousands of signals', program: 'signals.js', flags: [] },
    {
      what: 'takes thousands of signals around LinuxThreads, which live by signals',
      program: 'signals.js',
      flags: [],
      args: ['linuxthreads', '10'],
    },
    { what: 'exits while threads run', program: 'exits.js', flags: [] },
    { what: 'tidies up runs that nobody has ended', program: 'abandons.js', flags: ['--expose-gc'] },
    { what: 'runs two schedulers in two workers, and tears one down', program: 'workers.js', flags: [] },
    { what: 'does not grow in ten thousand runs', program: 'rounds.js', flags: ['--expose-gc'] },
  ])('$what', ({ program, flags, args = [] }) => {
    const { status, signal, stderr } = run([...flags, join(programs, program), ...args]);
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
  });

  it('can be profiled', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tutti-profile-'));
    try {
      const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=100'];
      expect(run([...flags, join(programs, 'plain-run.js')])).toMatchObject({ status: 0, signal: null });
      expect(readdirSync(folder)).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function run(args: string[]) {
  return spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 90_000 });
}
