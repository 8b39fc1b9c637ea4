import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, TestBrowser } from '../../dashboard/test/browser.js';
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

  describe('on its page', () => {
    let browser: TestBrowser;
    let site: string;
    beforeAll(async () => {
      browser = await TestBrowser.start(findBrowser());
      site = browser.publish([{ run, launches }]);
    }, 60_000);
    afterAll(() => browser.stop());

    it('opens in every view by its link, without a fault and without a request to elsewhere', async () => {
      for (const view of viewNames) {
        const { page: opened, requests, errors } = await browser.open(site, `#view=${view}`);
        expect(await opened.locator('h1').innerText()).toBe(views[view].title);
        expect(await opened.getByRole('alert').allInnerTexts(), `at ${view}`).toEqual([]);
        expect(errors, `at ${view}`).toEqual([]);
        const outside = (url: string) => !url.startsWith(`file://${site}/`) && !url.startsWith('data:');
        expect(requests.filter(outside), `at ${view}`).toEqual([]);
        await opened.context().close();
      }
    }, 120_000);

    it.each(run.suites.map(({ name }) => name))(
      'is made again there to the last digit: %s',
      async (suite) => {
        const launch = launches.find((one) => one.suite === suite && one.outcome === 'measured');
        const metric = run.suites.find(({ name }) => name === suite)?.metrics[0]?.name ?? '';
        const place = Object.entries(launch?.point ?? {}).map(([factor, value]) => `${factor}:${value}`);
        const { page: opened } = await browser.open(site);
        await goTo(opened, `#cell=${suite}/${metric}/${launch?.target ?? ''}/${place.join(',')}`);
        await opened.getByRole('button', { name: 'Recompute everything of this suite' }).click();
        const said = opened.locator('.recomputed');
        await expect.poll(() => said.innerText(), { timeout: 60_000 }).toMatch(/:.* (same|differs?)/);
        expect(await said.innerText()).toMatch(/all of them the same to the last digit\.$/);
      },
      120_000,
    );
  });
});
