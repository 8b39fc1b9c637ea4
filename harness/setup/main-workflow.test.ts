import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OtherRepository } from './test/packed.js';
import { filesOf } from './test/page-examples.js';
import { readWorkflow, Runner, type StepEnd } from './test/workflow.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const workflow = readWorkflow(at('.github/workflows/bench-main.yml'));
const { measure, keep } = workflow.jobs;
const bundle = 'bench-data.bundle';

describe('the workflow of main', { timeout: 180_000 }, () => {
  let place: OtherRepository;
  let keepings = 0;
  beforeAll(() => {
    place = new OtherRepository();
    for (const [file, text] of filesOf(at('docs/gate.md'))) place.write(file, text);
    place.commit('what is there');
    place.shell('git clone --quiet --bare . ../origin.git && git remote add origin ../origin.git');
  }, 120_000);
  afterAll(() => place.remove());

  /** Runs the job that sends the branch, in a checkout of its own, with the bundle that another runner has left. */
  async function kept(from: string): Promise<StepEnd | undefined> {
    if (keep === undefined) throw new Error('there is no such job');
    const folder = join(place.home, `keeping-${(keepings += 1)}`);
    const temp = join(folder, '.temp');
    expect(place.shell(`git clone --quiet --depth 1 "file://$PWD/../origin.git" ${folder}`).code).toBe(0);
    mkdirSync(temp);
    copyFileSync(join(from, bundle), join(temp, bundle));
    return (await new Runner(folder, temp, {}).run(keep)).at(-1);
  }

  const onBranch = (): string[] =>
    place.shell('git -C ../origin.git ls-tree -r --name-only bench-data').out.split('\n').filter(Boolean);

  it('keeps each run on a branch that holds nothing else, and draws the page', async () => {
    if (measure === undefined) throw new Error('there is no such job');
    const few = { ...measure, env: { MEASURE: '--profile smoke --target declared --point pairs=1' } };
    for (const runs of [1, 2]) {
      const temp = join(place.home, `runner-${runs}`);
      // As on a new runner: what was made for the run before is gone, and all branches are fetched.
      place.shell('git branch -D bench-data || true; rm -rf results; git fetch --quiet origin');
      const runner = new Runner(place.folder, temp, {});
      const steps = await runner.run(few);
      expect(steps.filter(({ code }) => code !== 0)).toEqual([]);
      expect(await kept(temp)).toMatchObject({ code: 0 });
      expect(onBranch().filter((file) => file.startsWith('runs/'))).toHaveLength(runs);
      expect(onBranch().filter((file) => !file.startsWith('runs/'))).toEqual(['index.json']);
      expect(existsSync(join(temp, 'site', 'index.html'))).toBe(true);
      expect(runner.summary).toContain('declared');
    }
  });

  it.each([
    [
      'has other files',
      'mkdir -p .github/workflows; echo "on: push" > .github/workflows/more.yml; git add .',
    ],
    ['has a former run changed', 'for run in runs/*/*/*; do echo other > $run; done'],
    ['is not made from what is there', 'git checkout -q --orphan other'],
  ])('sends no branch that %s', async (_, tampering) => {
    const temp = join(place.home, 'tampered');
    const before = place.shell('git -C ../origin.git rev-parse bench-data').out;
    const author = '-c user.name=A -c user.email=a@example.org';
    const { code, err } = place.shell(
      [
        `rm -rf ${temp}; git clone --quiet --branch bench-data ../origin.git ${temp}; cd ${temp}`,
        tampering,
        `git ${author} commit -qam more; git update-ref refs/heads/bench-data HEAD`,
        `git bundle create --quiet ${bundle} bench-data`,
      ].join('\n'),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await kept(temp))?.code).not.toBe(0);
    expect(place.shell('git -C ../origin.git rev-parse bench-data').out).toBe(before);
  });

  it('lets what runs code of the repository only read, without a token, and what may write run git alone', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(measure?.permissions).toBeUndefined();
    const [checkout] = measure?.steps ?? [];
    expect(checkout).toMatchObject({ with: { 'fetch-depth': 0, 'persist-credentials': false } });
    expect(keep?.permissions).toEqual({ contents: 'write' });
    expect(keep?.steps.map(({ run }) => run).join('\n')).not.toMatch(/\b(npm|npx|node|bash|sh)\b/);
  });
});
