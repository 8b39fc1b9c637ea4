import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OtherRepository } from './test/packed.js';
import { filesOf, linesOf } from './test/page-examples.js';

const page = fileURLToPath(new URL('../../docs/gate.md', import.meta.url));

describe('the packed tarball, installed in another repository', { timeout: 120_000 }, () => {
  let place: OtherRepository;
  beforeAll(() => {
    place = new OtherRepository();
    for (const [file, text] of filesOf(page)) place.write(file, text);
  }, 120_000);
  afterAll(() => place.remove());

  const installed = (...path: string[]): string => join(place.folder, 'node_modules', 'tutti', ...path);

  it('carries what is compiled, and no tests, results or sources in TypeScript', () => {
    const files = readdirSync(installed(), { recursive: true, encoding: 'utf8' });
    expect(files).toContain('dist/harness/cli/main.js');
    expect(files).toContain('dist/dashboard/page/index.html');
    expect(files.filter((file) => /\.test\.|\/test\/|golden|^results|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\.node$|\.o$|build\.json$/.test(file))).toEqual([]);
  });

  it('runs no script when it is installed, nor does anything that it needs', () => {
    const lock = JSON.parse(readFileSync(join(place.folder, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }>;
    };
    const running = Object.entries(lock.packages).filter(([, one]) => one.hasInstallScript && !one.optional);
    expect(running.map(([name]) => name)).toEqual([]);
  });

  it('lists what there is, the targets of the repository among it', () => {
    const { code, out } = place.shell('npx --no-install tutti list --json');
    expect(code).toBe(0);
    const { targets } = JSON.parse(out) as { targets: { name: string; available: string }[] };
    expect(targets.find(({ name }) => name === 'queue')).toMatchObject({ available: 'yes' });
    expect(targets.find(({ name }) => name === 'declared')).toMatchObject({ available: 'yes' });
    expect(targets.find(({ name }) => name === 'words')).toMatchObject({ available: 'yes' });
    expect(targets.find(({ name }) => name === 'native')?.available).toMatch(/is not built yet: the first/);
  });

  it('measures targets of the repository, and builds natively only what they need', () => {
    const { code, out, err } = place.shell(
      'npx --no-install tutti run --profile smoke --target queue --target words --target declared --json',
    );
    expect({ code, err }).toMatchObject({ code: 0 });
    const { cells, failures } = JSON.parse(out) as {
      cells: { target: string; metric: string; median: number | null }[];
      failures: unknown[];
    };
    expect(failures).toEqual([]);
    const measured = cells.filter(({ median }) => median !== null);
    expect(measured.map(({ target, metric }) => `${target} ${metric}`)).toEqual(
      expect.arrayContaining(['queue throughput', 'declared throughput', 'words wallTime', 'words rate']),
    );
    expect(existsSync(installed('dist/harness/launch/supervisor/build.json'))).toBe(true);
    expect(existsSync(installed('dist/targets/native/build.json'))).toBe(false);
  });

  it('publishes the dashboard', () => {
    expect(place.shell('npx --no-install tutti publish --out site')).toMatchObject({ code: 0 });
    expect(existsSync(join(place.folder, 'site', 'app.js'))).toBe(true);
  });

  it('has types for the author of a configuration', () => {
    writeFileSync(
      join(place.folder, 'wrong.config.ts'),
      "import { defineConfig } from 'tutti';\ndefineConfig({ gates: 1 });\n",
    );
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    const check = (file: string) =>
      place.shell(
        `"$NODE" "$TSC" --noEmit --strict --skipLibCheck --module nodenext --target es2022 --types "" ${file}`,
        {
          NODE: process.execPath,
          TSC: tsc,
        },
      );
    expect(check('wrong.config.ts').out).toMatch(/'gates' does not exist/);
  });

  const lines = linesOf(page).filter((line) => line.startsWith('npx tutti '));
  /** What takes minutes is only looked up here; `action.test.ts` has checks. */
  const long = /^npx tutti (doctor|check|qualify) /;

  it.each(lines)('has a page with a command line that works: %s', (line) => {
    const tried = long.test(`${line} `) ? `${line} --help` : line;
    expect(place.shell(tried)).toMatchObject({ code: 0 });
  });
});
