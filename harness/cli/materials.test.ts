import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoverSuites, discoverTargets } from '../plan/discover.js';
import { unfitSuites } from './materials.js';
import { Workplace } from './test/command-line.js';

const root = fileURLToPath(new URL('../../dist', import.meta.url));

let place: Workplace;
beforeEach(() => void (place = new Workplace()));
afterEach(() => {
  spawnSync('umount', [join(place.folder, 'memory')]);
  place.remove();
});

/** Mounts a file system in memory below the workplace. */
function mountMemory(): boolean {
  mkdirSync(join(place.folder, 'memory'));
  return spawnSync('mount', ['-t', 'ramfs', 'tutti-test', join(place.folder, 'memory')]).status === 0;
}

describe('a materials folder in which nothing can be read past the page cache', () => {
  const smoke = ['run', '--profile', 'smoke', '--target', 'event-loop', '--materials', 'memory'];

  it('is refused before the run when a suite that needs it is asked for by name', ({ skip }) => {
    if (!mountMemory()) skip('this machine does not let us mount');
    const said = place.tutti(...smoke, '--suite', 'disk-head');
    expect(said.code).toBe(3);
    expect(said.err).toMatch(
      /cannot be measured in .*memory \(ramfs, no device of its own\): it refuses O_DIRECT/,
    );
    expect(said.err).toMatch(/--materials DIR/);
    expect(place.tutti('show').err).toMatch(/there is no run/);
  });

  it('keeps only the suites that need it out of a run of all', async ({ skip }) => {
    if (!mountMemory()) skip('this machine does not let us mount');
    const house = { suites: await discoverSuites(root), targets: await discoverTargets(root) };

    const missing = unfitSuites(
      house.suites,
      [],
      { ...house, generators: [], unavailable: [] },
      join(place.folder, 'memory'),
    );
    expect(new Set(missing.map(({ suite }) => suite))).toEqual(new Set(['disk-cache', 'disk-head']));
    expect(missing[0]).toMatchObject({
      reason: expect.stringContaining('refuses O_DIRECT'),
      remedy: expect.stringContaining('--materials DIR'),
    });
  });

  it('is named by the doctor', ({ skip }) => {
    if (!mountMemory()) skip('this machine does not let us mount');
    const { machine } = JSON.parse(place.tutti('doctor', '--json', '--materials', 'memory').out) as {
      machine: { what: string; fit: boolean; advice: string | null }[];
    };
    const finding = machine.find(({ what }) => what.startsWith('O_DIRECT'));
    expect(finding).toMatchObject({ fit: false, advice: expect.stringContaining('--materials DIR') });
  });
});

describe('a materials folder that cannot be written to', () => {
  it('is refused before the run with the option that chooses another', () => {
    const said = place.tutti(
      'run',
      '--profile',
      'smoke',
      '--suite',
      'disk-head',
      '--materials',
      '/proc/none',
    );
    expect(said.code).toBe(3);
    expect(said.err).toMatch(/cannot write \/proc.*--materials DIR/s);
  });
});
