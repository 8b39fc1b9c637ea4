import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alone } from './build-lock.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock of a build', () => {
  it('lets one in at a time, also after one has failed', async () => {
    const lock = join(folder, 'building');
    const seen: string[] = [];
    const build = (name: string) =>
      alone(lock, async () => {
        seen.push(`${name} begins`);
        await new Promise(setImmediate);
        seen.push(`${name} ends`);
        if (name === 'a') throw new Error('it does not compile');
      });
    const [failed] = await Promise.allSettled([build('a'), build('b')]);
    expect(failed.status).toBe('rejected');
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is void when the process that took it is gone', async () => {
    const lock = join(folder, 'building');
    writeFileSync(lock, `${spawnSync(process.execPath, ['--version']).pid}\n`);
    let built = false;
    await alone(lock, () => Promise.resolve(void (built = true)));
    expect(built).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });
});
