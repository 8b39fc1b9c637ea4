import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OtherRepository } from './test/packed.js';
import { filesOf } from './test/page-examples.js';
import { readWorkflow, Runner } from './test/workflow.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { measure } = readWorkflow(at('.github/workflows/bench-main.yml')).jobs;

describe('the workflow of main', { timeout: 180_000 }, () => {
  let place: OtherRepository;
  beforeAll(() => {
    place = new OtherRepository();
    for (const [file, text] of filesOf(at('docs/gate.md'))) place.write(file, text);
    place.commit('what is there');
    place.shell('git clone --quiet --bare . ../origin.git && git remote add origin ../origin.git');
  }, 120_000);
  afterAll(() => place.remove());

  it('keeps each run on a branch that holds nothing else, and draws the page', async () => {
    if (measure === undefined) throw new Error('there is no such job');
    const few = { ...measure, env: { MEASURE: '--profile smoke --target declared --point pairs=1' } };
    const kept = (): string[] =>
      place.shell('git -C ../origin.git ls-tree -r --name-only bench-data').out.split('\n').filter(Boolean);
    for (const runs of [1, 2]) {
      const temp = join(place.home, `runner-${runs}`);
      // As on a new runner: what was fetched for the run before is gone.
      place.shell('git branch -D bench-data; rm -rf results');
      const runner = new Runner(place.folder, temp, {});
      const steps = await runner.run(few);
      expect(steps.filter(({ code }) => code !== 0)).toEqual([]);
      expect(kept().filter((file) => file.startsWith('runs/'))).toHaveLength(runs);
      expect(kept().filter((file) => !file.startsWith('runs/'))).toEqual(['index.json']);
      expect(existsSync(join(temp, 'site', 'index.html'))).toBe(true);
      expect(runner.summary).toContain('declared');
    }
  });
});
