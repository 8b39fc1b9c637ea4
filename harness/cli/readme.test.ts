import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../setup/browser.mjs';
import { Workplace } from './test/command-line.js';

const top = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(top, 'README.md'), 'utf8');

/** The blocks of code of the README in one language, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

describe('the README', () => {
  const place = new Workplace({});
  afterAll(() => place.remove());

  const lines = blocks('sh')
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.startsWith('npx tutti '));

  it('has command lines to try', () => {
    expect(lines.length).toBeGreaterThan(8);
  });

  const drawable = findBrowser() !== undefined;
  const possible = lines.filter((line) => drawable || !line.includes(' figures '));

  it.each(possible)('shows a command line that works: %s', (line) => {
    const said = place.tutti(...line.split(' ').slice(2));
    expect(said).toMatchObject({ code: 0 });
  });

  it('shows pictures that are there, and says what stood behind them', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((picture) => !existsSync(join(top, picture)))).toEqual([]);
    expect(readme).toMatch(/measured on \d{4}-\d\d-\d\d/);
  });

  it("shows a target of one's own that is measured and verified", () => {
    place.configure(blocks('ts')[0] ?? '');
    writeFileSync(join(place.folder, 'my-queue.mjs'), blocks('js')[0] ?? '');
    const { code, out } = place.tutti('run', '--profile', 'smoke', '--target', 'mine', '--json');
    expect({ code, out }).toMatchObject({ code: 0 });
    const { cells, failures } = JSON.parse(out) as {
      cells: { metric: string; n: number; point: { pairs: number }; validity: string[] }[];
      failures: unknown[];
    };
    expect(failures).toEqual([]);
    expect(cells.flatMap(({ validity }) => validity)).not.toContain('verification-failed');
    const throughput = cells.filter(({ metric }) => metric === 'throughput');
    expect(throughput.filter(({ point }) => point.pairs === 1).map(({ n }) => n)).toEqual([2, 2]);
    expect(
      throughput
        .filter(({ point }) => point.pairs > 1)
        .every(({ validity }) => validity.join() === 'unsupported'),
    ).toBe(true);
  });
});
