import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBuildReport } from '../plan/availability.js';
import { findCompiler } from './compile.mjs';
import { dist, nativeBuilds, top } from './house.mjs';

/** Folders of everything that the C++ compiler builds. */
const folders = nativeBuilds()
  .filter((program) => /\bcompile(OnThreads)?\(/.test(readFileSync(program, 'utf8')))
  .map((program) => relative(top, join(program, '..')));

describe.skipIf(findCompiler() === undefined)('with a C++ compiler', () => {
  it.each(folders)('%s builds: tests that need it are not skipped in silence', (folder) => {
    expect(readBuildReport(dist, folder)).toMatchObject({ ok: true });
  });
});
