import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findBrowser } from './browser.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-browser-'));
  vi.stubEnv('TUTTI_BROWSER', '');
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function program(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

describe('the browser that is used', () => {
  it('is the one that TUTTI_BROWSER names', () => {
    program('chromium');
    const chosen = program('my-browser');
    vi.stubEnv('TUTTI_BROWSER', chosen);
    expect(findBrowser()).toEqual({ path: chosen });
  });

  it('is none when TUTTI_BROWSER names no program, even where there is another browser', () => {
    program('chromium');
    vi.stubEnv('TUTTI_BROWSER', join(folder, 'nothing'));
    expect(findBrowser()).toBeUndefined();
    vi.stubEnv('TUTTI_BROWSER', folder);
    expect(findBrowser()).toBeUndefined();
  });

  it('is Chromium before Chrome, wherever on the PATH they are', () => {
    const second = join(folder, 'second');
    mkdirSync(second);
    vi.stubEnv('PATH', `${folder}:${second}`);
    const chrome = program('google-chrome');
    expect(findBrowser()).toEqual({ path: chrome });
    const chromium = program('second/chromium');
    expect(findBrowser()).toEqual({ path: chromium });
  });

  it('is never a file that cannot be run', () => {
    writeFileSync(join(folder, 'chromium'), '');
    expect(findBrowser()?.path).not.toBe(join(folder, 'chromium'));
  });
});
