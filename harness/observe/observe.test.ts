import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { environmentSchema } from '../model/environment.js';
import type { Disturbance } from '../model/launch.js';
import { disturbanceLimits } from '../model/launch.js';
import { DisturbanceWatch, isDisturbed } from './disturbance.js';
import { readEnvironment } from './environment.js';
import { examineMachine } from './fitness.js';
import { processesWith, processTree, readProcess, residentMemory } from './proc.js';
import { UsageSampler } from './usage.js';

const top = fileURLToPath(new URL('../..', import.meta.url));

/** A process with a child of its own, both waiting; killed when the action is done. */
async function withFamily(action: (pid: number) => void): Promise<void> {
  const parent = spawn('sh', ['-c', 'sleep 60 & echo started; wait'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, TUTTI_TEST_MARK: String(process.pid) },
  });
  await once(parent.stdout, 'data');
  action(parent.pid ?? 0);
  for (const pid of processTree(parent.pid ?? 0).reverse()) process.kill(pid, 'SIGKILL');
  await once(parent, 'exit');
}

describe('the environment record', () => {
  it('fits its schema and knows this machine and this checkout', async () => {
    const request = { top, home: '/', materials: top, harnessVersion: '1', builds: {}, targets: { a: '2' } };
    const environment = environmentSchema.parse(await readEnvironment(request));
    expect(environment.software).toMatchObject({ node: process.version, targets: { a: '2' } });
    expect(environment.cpu.logical).toBeGreaterThan(0);
    expect(environment.memory.totalBytes).toBeGreaterThan(environment.memory.availableBytes);
    expect(environment.harness.lockfileHash).toMatch(/^[0-9a-f]{16}$/);
    expect(environment.git.revision).toMatch(/^[0-9a-f]{40}$/);
  });

  it('has the revision of the repository that Tutti was called from, where that is one', async () => {
    const request = { top: '/', home: top, materials: '/', harnessVersion: '1', builds: {}, targets: {} };
    expect((await readEnvironment(request)).git.revision).toMatch(/^[0-9a-f]{40}$/);
  });

  it('says null of a checkout that is none', async () => {
    const { git, harness } = await readEnvironment({
      top: '/',
      home: '/',
      materials: '/',
      harnessVersion: '1',
      builds: {},
      targets: {},
    });
    expect(git).toEqual({ revision: null, dirty: null });
    expect(harness.lockfileHash).toBeNull();
  });
});

describe('a process tree', () => {
  it('is found with its children, by its root and by a mark in its environment', async () => {
    await withFamily((pid) => {
      expect(processTree(pid)).toHaveLength(2);
      const marked = processesWith('TUTTI_TEST_MARK', String(process.pid));
      expect(new Set(marked)).toEqual(new Set(processTree(pid)));
      expect(residentMemory(pid)).toBeGreaterThan(100_000);
    });
  });

  it('is accounted for while it lives, and remembered when it is gone', async () => {
    let sampler: UsageSampler | undefined;
    await withFamily((pid) => {
      sampler = new UsageSampler(pid);
      expect(sampler.usage()).toBeNull();
      sampler.sample();
    });
    expect(sampler?.usage()).toMatchObject({ source: 'proc', threads: 1 });
    expect(sampler?.usage()?.peakMemory).toBeGreaterThan(100_000);
  });

  it('is nothing when there is no such process', () => {
    expect(processTree(999_999_999)).toEqual([]);
    expect(readProcess(999_999_999)).toBeNull();
  });
});

describe('a disturbance', () => {
  const calm: Disturbance = { spinBeforeNs: 1, spinAfterNs: 1, steal: 0, foreignCpus: 0, foreignIo: 0 };

  it.each<[string, Partial<Disturbance>, boolean]>([
    ['nothing at all', {}, false],
    ['a clock that slowed down', { spinAfterNs: 1 + 2 * disturbanceLimits.clockDrift }, true],
    ['a clock that sped up', { spinAfterNs: 1 / (1 + 2 * disturbanceLimits.clockDrift) }, true],
    ['a clock that hardly moved', { spinAfterNs: 1 + disturbanceLimits.clockDrift / 2 }, false],
    ['stolen time', { steal: 2 * disturbanceLimits.steal }, true],
    ['foreign load', { foreignCpus: 2 * disturbanceLimits.foreignCpus }, true],
    ['a device busy for others', { foreignIo: 2 * disturbanceLimits.foreignIo }, true],
    ['what could not be read', { steal: null, foreignCpus: null, foreignIo: null }, false],
  ])('by %s', (_, seen, disturbed) => {
    expect(isDisturbed({ ...calm, ...seen })).toBe(disturbed);
  });

  it('is watched for with real probes', () => {
    const seen = new DisturbanceWatch().finish(null);
    expect(seen.spinBeforeNs).toBeGreaterThan(0);
    expect(seen.spinAfterNs).toBeGreaterThan(0);
    expect(seen.foreignCpus).toBeNull();
  });
});

describe('the examination of a machine', () => {
  it('gives advice exactly where something is not ideal', () => {
    const findings = examineMachine();
    expect(findings.length).toBeGreaterThan(4);
    for (const { fit, advice } of findings) expect(advice === null).toBe(fit);
  });
});
