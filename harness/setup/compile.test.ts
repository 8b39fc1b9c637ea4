import { describe, expect, it } from 'vitest';
import { compile, findCompiler } from './compile.mjs';

const skipped = findCompiler() === undefined ? ' (skipped: no compiler)' : '';

describe.skipIf(skipped !== '')(`the build of what needs a library${skipped}`, () => {
  const needing = (headers: string[], version: string) =>
    compile({
      folder: 'harness/setup/test-library',
      library: { name: 'Harpsichord', headers, version, remedy: 'apt-get install libharpsichord-dev' },
      outputs: [],
    });

  it('says what is missing, and how to get it', async () => {
    expect(await needing(['harpsichord/manual.h'], 'HARPSICHORD_VERSION')).toMatchObject({
      ok: false,
      reason: 'Harpsichord is not installed (no <harpsichord/manual.h>)',
      remedy: 'apt-get install libharpsichord-dev',
    });
  });

  it('records the version that the headers say', async () => {
    expect(await needing(['limits.h'], 'CHAR_BIT')).toMatchObject({
      ok: true,
      versions: { Harpsichord: '8' },
    });
  });
});
