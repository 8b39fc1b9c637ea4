/** The example of the README, compiled and run as the README says. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const top = fileURLToPath(new URL('../../..', import.meta.url));
const library = join(top, 'dist/targets/native/libtutti-threads.a');
const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

test.skipIf(!existsSync(library))(
  'the example of a hundred thousand threads does what it says',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tutti-example-'));
    try {
      writeFileSync(join(folder, 'example.cc'), block('cpp'));
      const compile = block('sh').split('\n')[1] ?? '';
      const [compiler = '', ...flags] = compile
        .replace('example.cc', join(folder, 'example.cc'))
        .replace('-o example', `-o ${join(folder, 'example')}`)
        .split(' ');
      execFileSync(process.env['CXX'] ?? compiler, flags, { cwd: top });
      const said = execFileSync(join(folder, 'example'), { encoding: 'utf8', timeout: 60_000 });
      expect(said).toBe(`the sum of all results is ${(100_000 * 99_999) / 2}\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);

/** The first block of a language. */
function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1];
  if (found === undefined) throw new Error(`the README has no ${language}`);
  return found;
}
