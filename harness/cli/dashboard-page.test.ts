import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shots } from '../../dashboard/shots.js';
import { viewNames, views } from '../../dashboard/src/page/view-names.js';
import { findBrowser } from '../setup/browser.mjs';
import { readKeptRun } from '../store/kept-run.js';
import { linesOf } from '../setup/test/page-examples.js';
import { smallRun, Workplace } from './test/command-line.js';

const top = fileURLToPath(new URL('../..', import.meta.url));
const page = join(top, 'docs/dashboard.md');
const text = readFileSync(page, 'utf8');
const pictures = [...text.matchAll(/!\[[^\]]+\]\((pictures\/[^)]+)\)/g)].map((match) => match[1] ?? '');

describe('the page about the dashboard', () => {
  const place = new Workplace();
  beforeAll(() => {
    place.tutti(...smallRun);
    mkdirSync(join(place.folder, 'results'), { recursive: true });
    symlinkSync(join(top, 'results/published'), join(place.folder, 'results/published'));
  }, 60_000);
  afterAll(() => place.remove());

  const drawable = findBrowser() !== undefined;
  const possible = linesOf(page).filter((line) => drawable || !line.includes(' figures '));

  it.each(possible)(
    'shows a command line that works: %s',
    (line) => {
      expect(line).toMatch(/^npx tutti /);
      expect(place.tutti(...line.split(' ').slice(2))).toMatchObject({ code: 0 });
    },
    60_000,
  );

  it('has a section with a picture for every view', () => {
    for (const name of viewNames) {
      expect(text).toContain(`## ${views[name].title}\n`);
      expect(pictures).toContain(`pictures/${name}.webp`);
    }
  });

  it('has the pictures that one command takes, all there and none of them large', () => {
    expect([...pictures].sort()).toEqual(shots.map(({ name }) => `pictures/${name}.webp`).sort());
    expect(pictures.filter((picture) => !existsSync(join(top, 'docs', picture)))).toEqual([]);
    const sizes = pictures.map((picture) => statSync(join(top, 'docs', picture)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(60_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(600_000);
  });

  it('links only to what is there', () => {
    const links = [...text.matchAll(/[^!]\[[^\]]+\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(top, 'docs', link)))).toEqual([]);
  });
});

describe('the published example', () => {
  const folder = join(top, 'results/published');
  const { run, launches } = readKeptRun(join(folder, 'example.json.gz'));
  const words = readFileSync(join(folder, 'README.md'), 'utf8');

  it('is whole, and of one clean revision', () => {
    expect(launches).toHaveLength(run.plan.launches.length);
    expect(run.environment.git.dirty).toBe(false);
  });

  it('is what its page says it is', () => {
    const { cpu, os, software, git } = run.environment;
    const facts = [run.id, run.startedAt.slice(0, 10), run.plan.profile, String(run.plan.seed), cpu.model];
    const more = [os.kernel, software.node, git.revision?.slice(0, 7) ?? '', `${launches.length} launches`];
    expect([...facts, ...more].filter((fact) => !words.includes(fact))).toEqual([]);
  });

  it('names no place but programs, and where the house stood', () => {
    const paths = JSON.stringify({ run, launches }).match(/(?<=")\/[\w.-]+(?:\/[\w.-]+)+/g) ?? [];
    expect(new Set(paths.map((path) => path.split('/').slice(1, 3).join('/')))).toEqual(
      new Set(['opt/tutti', 'usr/bin']),
    );
  });
});
