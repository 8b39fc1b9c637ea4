import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyIndexSchema } from '../model/history.js';
import { HistoryBranch } from './history-branch.js';
import { packRun, readHistory } from './history.js';
import { git, keptRun } from './test/kept-runs.js';

let folder = '';
let code = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-branch-'));
  code = join(folder, 'code');
  repository(code);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A repository with one commit on `main`. */
function repository(place: string): void {
  mkdirSync(place);
  git(place, 'init', '--quiet', '--initial-branch=main');
  writeFileSync(join(place, 'program.js'), 'the code\n');
  git(place, 'add', '.');
  git(place, 'commit', '--quiet', '--message=code');
}

function add(place: string, ...indices: readonly number[]): HistoryBranch {
  const branch = new HistoryBranch(place, 'bench-data');
  for (const index of indices) {
    const { run, launches } = keptRun(index);
    branch.add(packRun(run, launches));
  }
  return branch;
}

function idsOf(branch: HistoryBranch): string[] {
  return [...readHistory(branch).runs].map(({ run }) => run.id);
}

function indexed(place: string, ref = 'bench-data'): string[] {
  return historyIndexSchema
    .parse(JSON.parse(git(place, 'show', `${ref}:index.json`)))
    .runs.map(({ id }) => id);
}

describe('a history on a branch', () => {
  it('has no commit in common with the code, and one commit a run', () => {
    const branch = add(code, 2, 1);
    expect(idsOf(branch)).toEqual(['run-0001', 'run-0002']);
    expect(indexed(code)).toEqual(['run-0001', 'run-0002']);
    expect(git(code, 'log', '--format=%s', 'bench-data').split('\n')).toEqual([
      'history: run-0001',
      'history: run-0002',
    ]);
    expect(() => git(code, 'merge-base', 'main', 'bench-data')).toThrow('Command failed');
  });

  it('leaves the working tree, the index and the current branch as they are', () => {
    writeFileSync(join(code, 'program.js'), 'changed\n');
    writeFileSync(join(code, 'new.js'), 'staged\n');
    git(code, 'add', 'new.js');
    const state = () => [git(code, 'status', '--porcelain', '--branch'), git(code, 'rev-parse', 'HEAD')];
    const before = state();
    add(code, 1, 2);
    expect(state()).toEqual(before);
    expect(existsSync(join(code, 'runs'))).toBe(false);
  });

  it('is not changed by a run that is there', () => {
    const branch = add(code, 1);
    const tip = git(code, 'rev-parse', 'bench-data');
    const { run, launches } = keptRun(1);
    expect(branch.add(packRun(run, launches))).toBe(false);
    expect(() => branch.add(packRun({ ...run, host: 'another' }, launches))).toThrow('already has another');
    expect(git(code, 'rev-parse', 'bench-data')).toBe(tip);
  });

  it('is refused on a branch of something else', () => {
    expect(() => new HistoryBranch(code, 'main')).toThrow('holds more than runs: program.js');
  });

  it('is read, but not moved, while it is checked out', () => {
    add(code, 1);
    git(code, 'checkout', '--quiet', 'bench-data');
    expect(idsOf(new HistoryBranch(code, 'bench-data'))).toEqual(['run-0001']);
    expect(() => add(code, 2)).toThrow('branch bench-data is checked out');
  });

  it('that is not there, or whose name git does not allow, is said to be so', () => {
    expect(() => idsOf(new HistoryBranch(code, 'none'))).toThrow('there is no history in branch none');
    expect(() => new HistoryBranch(code, 'a..b')).toThrow('--branch cannot be "a..b"');
    expect(() => new HistoryBranch(folder, 'none')).toThrow('not a git repository');
  });
});

describe('a history of several clones', () => {
  let remote = '';
  let other = '';
  beforeEach(() => {
    remote = join(folder, 'remote.git');
    other = join(folder, 'other');
    git(folder, 'clone', '--quiet', '--bare', code, remote);
    git(code, 'remote', 'add', 'origin', remote);
    git(folder, 'clone', '--quiet', remote, other);
  });

  it('is pushed once when nobody else has', () => {
    expect(add(code, 1).push('origin')).toBe(1);
    expect(indexed(remote)).toEqual(['run-0001']);
  });

  it('gets the runs of both when the second push is rejected: fetched, added again, pushed again', () => {
    add(code, 1).push('origin');
    const second = add(other, 2, 3);
    expect(second.push('origin')).toBe(2);
    expect(indexed(remote)).toEqual(['run-0001', 'run-0002', 'run-0003']);
    expect(idsOf(second)).toEqual(['run-0001', 'run-0002', 'run-0003']);
    expect(git(other, 'rev-parse', 'bench-data')).toBe(git(remote, 'rev-parse', 'bench-data'));
    expect(git(remote, 'rev-list', '--count', '--min-parents=2', 'bench-data')).toBe('0');
    expect(git(other, 'for-each-ref', 'refs/tutti')).toBe('');
    const first = add(code, 4);
    expect(first.push('origin')).toBe(2);
    expect(indexed(remote)).toEqual(['run-0001', 'run-0002', 'run-0003', 'run-0004']);
  });

  it('takes a run that both have once', () => {
    add(code, 1).push('origin');
    expect(add(other, 2, 1).push('origin')).toBe(2);
    expect(git(remote, 'log', '--format=%s', 'bench-data').split('\n')).toEqual([
      'history: run-0002',
      'history: run-0001',
    ]);
  });

  it('does not push over a run that is there with other content', () => {
    add(code, 1).push('origin');
    const { run, launches } = keptRun(1);
    const branch = new HistoryBranch(other, 'bench-data');
    branch.add(packRun({ ...run, host: 'another' }, launches));
    expect(() => branch.push('origin')).toThrow('already has another');
  });

  it('gives up, naming the words of the remote, when that refuses for good', () => {
    writeFileSync(join(remote, 'hooks', 'pre-receive'), '#!/bin/sh\necho not today >&2\nexit 1\n', {
      mode: 0o755,
    });
    expect(() => add(code, 1).push('origin')).toThrow(
      /origin did not take branch bench-data \(push 1\).*not today/,
    );
    expect(() => add(code, 1).push('nowhere')).toThrow('nowhere');
  });

  it('gives up after ten pushes that others always get ahead of', () => {
    add(other, 1).push('origin');
    const moving = ['#!/bin/sh', 'echo "error: failed to update ref" >&2', 'exit 1', ''].join('\n');
    writeFileSync(join(remote, 'hooks', 'update'), moving, { mode: 0o755 });
    expect(() => add(code, 2).push('origin')).toThrow('did not take branch bench-data (push 10)');
    expect(idsOf(add(code))).toContain('run-0002');
  });

  it('goes on from the branch of origin where that was fetched and there is none of this name yet', () => {
    add(code, 1).push('origin');
    git(other, 'fetch', '--quiet');
    expect(idsOf(new HistoryBranch(other, 'bench-data'))).toEqual(['run-0001']);
    expect(add(other, 2).push('origin')).toBe(1);
  });
});
