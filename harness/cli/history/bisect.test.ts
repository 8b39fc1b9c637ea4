import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bisectionSchema } from '../../model/bisection.js';
import { TestRepository } from '../../revisions/test/repository.js';

const main = fileURLToPath(new URL('../../../dist/harness/cli/main.js', import.meta.url));

/**
 * A target that works like clockwork: as many items a millisecond as a file beside it says, whatever the machine is doing, so
 * that what is measured of it is the same every time.
 */
const program = `
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const lines = createInterface({ input: process.stdin });
const [line] = await new Promise((resolve) => lines.once('line', (text) => resolve([text])));
const { nonce, point, warmupMs, measureMs } = JSON.parse(line);
const say = (message) => console.log(JSON.stringify(message));
say({ type: 'ready', nonce });
await new Promise((resolve) => setTimeout(resolve, warmupMs + measureMs + 5));
const work = measureMs * Number(readFileSync(new URL('rate.txt', import.meta.url)));
const threads = 2 * point.pairs;
const counted = { produced: work, consumed: work, buffered: 0 };
const verification = { ...counted, threads, progressed: threads, finished: threads };
say({ type: 'result', elapsedMs: measureMs, work, verification });
lines.close();
`;

const config = `export default {
  targets: [{
    name: 'mine', title: 'mine', summary: 'of a test', standsFor: 'itself', runtime: 'node',
    suites: { 'producer-consumer': { command: [process.execPath, 'mine.mjs'] } },
  }],
  gate: { setup: ['test ! -e broken', 'touch ready'], cells: [{ suite: 'producer-consumer' }] },
};
`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

function tutti(...words: readonly string[]) {
  const short = [
    '--suite',
    'producer-consumer',
    '--target',
    'mine',
    '--profile',
    'smoke',
    '--launches',
    '8',
    '--seed',
    '1',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'history', ...words, ...short], {
    cwd: repository.top,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('a bisection of a real repository', () => {
  it('narrows it down to the commit that made a target slower and one before it that cannot be built, and leaves nothing else behind', () => {
    const start = repository.commit({ 'mine.mjs': program, 'tutti.config.ts': config, 'rate.txt': '100' });
    repository.commit({ 'notes.txt': 'one' }, 'only words');
    repository.commit({ broken: '' }, 'cannot be built');
    repository.git('rm', '--quiet', 'broken');
    const culprit = repository.commit({ 'rate.txt': '90' }, 'a slower loop');
    repository.commit({ 'notes.txt': 'two' }, 'more words');
    repository.write({ 'notes.txt': 'not committed' });

    const { code, out, err } = tutti('--bisect', `${start}..HEAD`, '--json');
    expect(err).not.toContain('defect');
    const bisection = bisectionSchema.parse(JSON.parse(out));
    expect(bisection.steps.find(({ subject }) => subject === 'cannot be built')).toMatchObject({
      likeness: 'untestable',
      reason: expect.stringContaining('test ! -e broken'),
    });
    expect(bisection.suspects.map(({ subject }) => subject)).toEqual(['cannot be built', 'a slower loop']);
    expect(bisection.suspects.at(-1)?.commit).toBe(culprit);
    expect(bisection.outcome).toBe('range');
    expect(bisection.blame).toMatchObject({
      n: 8,
      ratio: expect.closeTo(0.9, 9),
      hi: expect.closeTo(0.9, 9),
    });
    expect(code).toBe(1);

    expect(repository.worktrees()).toBe(1);
    expect(readFileSync(join(repository.top, 'notes.txt'), 'utf8')).toBe('not committed');
    const folder = join(repository.top, 'results', 'bisections');
    const [kept = ''] = repository.git('ls-files', '--others', '--', folder).split('\n');
    expect(kept).toContain('bisection.json');
    expect(bisectionSchema.parse(JSON.parse(readFileSync(join(repository.top, kept), 'utf8')))).toEqual(
      bisection,
    );
    for (const run of bisection.blame?.runs ?? []) {
      expect(existsSync(join(repository.top, kept, '..', run, 'launches.ndjson'))).toBe(true);
    }
  }, 180_000);

  it('that is not confirmed side by side is not searched', () => {
    const start = repository.commit({ 'mine.mjs': program, 'tutti.config.ts': config, 'rate.txt': '100' });
    repository.commit({ 'notes.txt': 'one' }, 'only words');
    const { code, out } = tutti('--bisect', `${start}..HEAD`);
    expect(out).toContain('side by side, the two ends do not differ');
    expect(code).toBe(0);
  }, 60_000);

  it.each([
    ['HEAD', 'HEAD is no range of commits to search: it is not of the form OLD..NEW'],
    ['HEAD..HEAD', 'both are the same commit'],
    ['HEAD..HEAD~1', 'HEAD~1 was not made from HEAD'],
    ['v9..HEAD', 'there is no revision "v9" here'],
  ])('of %s is refused', (range, words) => {
    repository.commit({ 'rate.txt': '1' });
    repository.commit({ 'rate.txt': '2' });
    const { code, err } = tutti('--bisect', range);
    expect(err).toContain(words);
    expect(code).toBe(2);
  });
});
