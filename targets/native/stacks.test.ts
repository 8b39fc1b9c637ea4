/** The workloads fit the small stacks that user-level threads give them, with room to spare. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskFilesFor } from '../../suites/disk-cache/files/materials.js';
import type * as Addon from './addon.js';
import { whyNotBuilt } from './test/launch.js';

const dist = fileURLToPath(new URL('../../dist/targets/native', import.meta.url));

/** Of the 4 KiB that a thread has; the rest is for what a test does not meet. */
const halfOfAStack = 2048;

const diskPoint = { missRate: 1 / 16, threads: 40, cachedMb: 1, directMb: 1, verifyEvery: 1 };
let materials: string;

beforeAll(async () => {
  materials = mkdtempSync(join(tmpdir(), 'tutti-stacks-'));
  await diskFilesFor(diskPoint.cachedMb, diskPoint.directMb).make(materials, () => {});
});
afterAll(() => rmSync(materials, { recursive: true, force: true }));

describe.skipIf(whyNotBuilt !== '')(`a thread of the workload${whyNotBuilt}`, () => {
  it.each([
    { workload: 'producer-consumer', parameters: { pairs: 20, capacity: 3, spin: 8 }, io: 'epoll' },
    { workload: 'pipe', parameters: { pipes: 40, route: 1 }, io: 'epoll' },
    { workload: 'pipe', parameters: { pipes: 40, route: 1 }, io: 'pool' },
    { workload: 'disk-cache', parameters: diskPoint, io: 'epoll' },
    { workload: 'disk-cache', parameters: diskPoint, io: 'io_uring' },
    { workload: 'disk-cache', parameters: diskPoint, io: 'pool' },
  ])('$workload uses less than half of its stack ($io)', async ({ workload, parameters, io }) => {
    const { createRun } = (await import(`${dist}/addon.js`)) as typeof Addon;
    const run = createRun({
      workload,
      package: 'user-level',
      parameters: { ...parameters, seed: 1 },
      options: { io, paintStacks: true, materials },
    });
    const failure = await run.created();
    // A kernel that forbids io_uring is not what is tested here.
    if (failure?.startsWith('io_uring_setup') === true) return;
    expect(failure).toBeNull();
    run.begin();
    while (run.work() < 1_000) await new Promise((resolve) => setImmediate(resolve));
    const { facts } = await run.finish();
    expect(Number(facts['deepestStack'])).toBeGreaterThan(100);
    expect(Number(facts['deepestStack'])).toBeLessThan(halfOfAStack);
  });
});
