/** The commits of a range. */
import { TuttiError } from '../model/errors.js';
import type { NamedCommit } from '../model/bisection.js';
import { type Repository, resolveCommit } from './resolve.js';

/** A range of commits, as git writes it: `old..new`. */
export interface CommitRange {
  readonly old: NamedCommit;
  /** After the old one, up to the new one, the oldest first. Of merges, the first parents only: a branch counts as one. */
  readonly after: readonly NamedCommit[];
}

/** @throws TuttiError BAD_RANGE, UNKNOWN_REVISION */
export function commitsBetween(repository: Repository, range: string): CommitRange {
  const [from = '', to = '', ...more] = range.split('..');
  if (from === '' || to === '' || more.length > 0 || to.startsWith('.')) {
    throw new TuttiError('BAD_RANGE', { range, reason: 'it is not of the form OLD..NEW' });
  }
  const { git } = repository;
  const [old, young] = [resolveCommit(repository, from), resolveCommit(repository, to)];
  if (!git.try(['merge-base', '--is-ancestor', old, young]).ok) {
    throw new TuttiError('BAD_RANGE', { range, reason: `${to} was not made from ${from}` });
  }
  const after = git
    .text(['rev-list', '--first-parent', '--reverse', `${old}..${young}`])
    .split('\n')
    .filter(Boolean);
  if (after.length === 0) throw new TuttiError('BAD_RANGE', { range, reason: 'both are the same commit' });
  const named = (commit: string): NamedCommit => ({
    commit,
    subject: git.text(['show', '--no-patch', '--format=%s', commit]),
  });
  return { old: named(old), after: after.map(named) };
}
