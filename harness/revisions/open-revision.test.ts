import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRevision, type RevisionRequest } from './open-revision.js';
import { findRepository, mergeBase, resolveCommit, resolveHead } from './resolve.js';
import { TestRepository } from './test/repository.js';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

const request = (overrides: Partial<RevisionRequest> = {}): RevisionRequest => ({
  repository: repository.top,
  revision: 'HEAD',
  folder: repository.scratch('copy'),
  setup: [],
  ...overrides,
});

describe('opening a revision', () => {
  it('checks it out beside the working tree, sets it up there, and leaves the working tree alone', async () => {
    const first = repository.commit({ 'number.txt': '1' });
    repository.commit({ 'number.txt': '2' });
    repository.write({ 'number.txt': '3' });
    const opened = await openRevision(request({ revision: 'HEAD~1', setup: ['cat number.txt > built.txt'] }));
    expect(opened.commit).toBe(first);
    expect(readFileSync(join(opened.folder, 'built.txt'), 'utf8')).toBe('1');
    expect(readFileSync(join(repository.top, 'number.txt'), 'utf8')).toBe('3');
    expect(existsSync(join(repository.top, 'built.txt'))).toBe(false);
    expect(repository.worktrees()).toBe(2);
    opened.remove();
    expect(repository.worktrees()).toBe(1);
    expect(existsSync(opened.top)).toBe(false);
  });

  it('twice gives two copies that know nothing of each other', async () => {
    repository.commit({ 'number.txt': '1' });
    const one = await openRevision(request({ folder: repository.scratch('base'), setup: ['touch one'] }));
    const two = await openRevision(request({ folder: repository.scratch('ctrl'), setup: ['touch two'] }));
    expect(existsSync(join(one.folder, 'two'))).toBe(false);
    expect(existsSync(join(two.folder, 'one'))).toBe(false);
    one.remove();
    two.remove();
    expect(repository.worktrees()).toBe(1);
  });

  it('from a folder of the repository is set up in the same folder of the copy', async () => {
    repository.commit({ 'parts/one/number.txt': '1' });
    const within = join(repository.top, 'parts/one');
    const opened = await openRevision(request({ repository: within, setup: ['cp number.txt built.txt'] }));
    expect(opened.folder).toBe(join(opened.top, 'parts/one'));
    expect(existsSync(join(opened.top, 'parts/one/built.txt'))).toBe(true);
    opened.remove();
  });

  it('that cannot be set up says which command of which revision, shows its last lines, and leaves only the log', async () => {
    const commit = repository.commit({});
    const setup = ['echo fine', 'echo no such library; exit 7', 'echo never'];
    const log = repository.scratch('set-up.log');
    await expect(openRevision(request({ setup, what: 'head', log }))).rejects.toMatchObject({
      code: 'SETUP_FAILED',
      exit: 3,
      message: expect.stringMatching(
        new RegExp(
          `^head \\(${commit.slice(0, 10)}\\) .* ended with exit code 7;[^]*\\| fine\\n[^]*\\| no such library$`,
        ),
      ),
    });
    expect(readFileSync(log, 'utf8')).not.toContain('never');
    expect(repository.worktrees()).toBe(1);
    expect(repository.entries()).toEqual(['set-up.log']);
  });

  it('ends the set-up with all it started, and leaves nothing, when it is given up', async () => {
    repository.commit({});
    const giveUp = new AbortController();
    const log = repository.scratch('set-up.log');
    const opening = openRevision(
      request({ setup: ['sleep 1000 & echo $! >&2; wait'], log, signal: giveUp.signal }),
    );
    const sleeper = await until(() => /^\d+$/m.exec(existsSync(log) ? readFileSync(log, 'utf8') : '')?.[0]);
    giveUp.abort(new Error('given up'));
    await expect(opening).rejects.toThrow('given up');
    expect(existsSync(`/proc/${sleeper}/stat`) && !isDead(sleeper)).toBe(false);
    expect(repository.worktrees()).toBe(1);
  });

  it('runs no hook of the user, and is not led astray inside one', async () => {
    repository.commit({ 'number.txt': '1' });
    repository.write({ '.git/hooks/post-checkout': '#!/bin/sh\ntouch "$PWD/hooked"\n' });
    chmodSync(join(repository.top, '.git/hooks/post-checkout'), 0o755);
    process.env['GIT_DIR'] = '/nowhere';
    try {
      const opened = await openRevision(request({ setup: ['git rev-parse HEAD'] }));
      expect(existsSync(join(opened.top, 'hooked'))).toBe(false);
      opened.remove();
    } finally {
      delete process.env['GIT_DIR'];
    }
  });

  it('brings the submodules of the revision', async () => {
    const other = new TestRepository();
    other.commit({ 'inside.txt': 'deep' });
    process.env['GIT_ALLOW_PROTOCOL'] = 'file';
    try {
      repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.top, 'sub');
      repository.commit({});
      const opened = await openRevision(request());
      expect(readFileSync(join(opened.top, 'sub/inside.txt'), 'utf8')).toBe('deep');
      opened.remove();
      expect(repository.worktrees()).toBe(1);
    } finally {
      delete process.env['GIT_ALLOW_PROTOCOL'];
      other.remove();
    }
  });
});

describe('the revisions of a check', () => {
  const found = () => findRepository(repository.top);

  it('are the commit where head left base, and head', async () => {
    const common = repository.commit({ 'a.txt': '1' });
    repository.git('checkout', '--quiet', '-b', 'feature');
    const head = repository.commit({ 'b.txt': '1' });
    repository.git('checkout', '--quiet', 'main');
    repository.commit({ 'a.txt': '2' });
    expect(mergeBase(found(), 'main', 'feature')).toBe(common);
    expect(resolveHead(found(), 'feature', [])).toEqual({ commit: head, dirty: false });
  });

  it('take the working tree as it is when no head is named: changed and new files, not ignored ones', async () => {
    const commit = repository.commit({ '.gitignore': 'ignored.txt\n', 'a.txt': '1' });
    repository.write({ 'results/checks/old.txt': 'x' });
    const ours = ['results', 'ignored.txt'];
    expect(resolveHead(found(), undefined, ours)).toEqual({ commit, dirty: false });
    repository.write({ 'a.txt': '2', 'new.txt': '3', 'ignored.txt': '4' });
    const status = repository.git('status', '--porcelain');
    const head = resolveHead(found(), undefined, ours);
    expect(head.dirty).toBe(true);
    expect(repository.git('show', `${head.commit}:a.txt`)).toBe('2');
    expect(repository.git('ls-tree', '--name-only', '-r', head.commit).split('\n')).toEqual([
      '.gitignore',
      'a.txt',
      'new.txt',
    ]);
    expect(repository.git('status', '--porcelain')).toBe(status);
    expect(mergeBase(found(), 'main', head.commit)).toBe(commit);
  });

  it('are refused where there is no repository, or no such revision', async () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'tutti-nowhere-'));
    expect(failureOf(() => findRepository(nowhere))).toMatchObject({ code: 'NO_REPOSITORY', exit: 2 });
    rmSync(nowhere, { recursive: true });
    repository.commit({});
    expect(failureOf(() => resolveCommit(found(), 'no-such-branch'))).toMatchObject({
      code: 'UNKNOWN_REVISION',
      message: expect.stringContaining('no-such-branch'),
    });
    expect(failureOf(() => resolveCommit(found(), '--help'))).toMatchObject({ code: 'UNKNOWN_REVISION' });
  });

  it('are refused where nothing is common, and in a shallow clone with the command that mends it', async () => {
    repository.commit({ 'a.txt': '1' });
    repository.git('checkout', '--quiet', '--orphan', 'stranger');
    repository.commit({ 'b.txt': '1' });
    expect(failureOf(() => mergeBase(found(), 'main', 'stranger'))).toMatchObject({
      code: 'NO_MERGE_BASE',
    });
    repository.git('checkout', '--quiet', 'main');
    repository.git('branch', 'feature');
    repository.commit({ 'a.txt': '2' });
    repository.git('checkout', '--quiet', 'feature');
    repository.commit({ 'c.txt': '1' });
    const clone = repository.scratch('clone');
    repository.git('clone', '--quiet', '--depth=1', '--no-single-branch', `file://${repository.top}`, clone);
    const shallow = findRepository(clone);
    expect(failureOf(() => mergeBase(shallow, 'origin/main', 'origin/feature'))).toMatchObject({
      code: 'SHALLOW_CLONE',
      remedy: expect.stringContaining('git fetch --unshallow'),
    });
    expect(failureOf(() => resolveCommit(shallow, 'HEAD~1'))).toMatchObject({
      code: 'UNKNOWN_REVISION',
      remedy: expect.stringContaining('git fetch --unshallow'),
    });
  });
});

/** What a call throws. */
function failureOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (thrown) {
    return thrown;
  }
}

/** Waits until something is there. */
async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A process that has ended and waits for its parent to notice. */
function isDead(pid: string): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}
