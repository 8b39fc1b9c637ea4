/**
 * A history on a branch of its own in a git repository, with no commit in common with the code. Only git's own objects and
 * that one ref are written: working tree, index and current branch stay as they are.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TuttiError } from '../model/errors.js';
import { Git } from './git.js';
import { type HistoryFile, type HistoryPlace, indexFile, indexOf, isThere } from './history.js';

/** How often a push is tried that others get ahead of. */
const mostPushes = 10;
/** How often a commit is made anew because another process has moved the branch meanwhile. */
const mostCommits = 10;

export class HistoryBranch implements HistoryPlace {
  readonly name: string;
  readonly #git: Git;
  readonly #branch: string;
  readonly #ref: string;

  /**
   * @param repository any folder of it
   * @throws TuttiError BAD_OPTION when that is no name for a branch; HISTORY_FOREIGN when it holds something else; GIT_FAILED
   */
  constructor(repository: string, branch: string) {
    this.#git = new Git(repository);
    this.#branch = branch;
    this.#ref = `refs/heads/${branch}`;
    this.name = `branch ${branch}`;
    this.#git.text(['rev-parse', '--git-dir']);
    if (!this.#git.try(['check-ref-format', this.#ref]).ok) {
      throw new TuttiError('BAD_OPTION', {
        option: '--branch',
        value: branch,
        expected: 'a name that git allows for a branch',
      });
    }
    this.#requireOurs(this.#tip());
  }

  /** @throws TuttiError NO_HISTORY when there is no such branch */
  paths(): string[] {
    const tip = this.#tip();
    if (tip === undefined) throw new TuttiError('NO_HISTORY', { place: this.name });
    return [...this.#runsOf(tip).keys()];
  }

  *read(paths: readonly string[]): Iterable<HistoryFile> {
    const blobs = this.#runsOf(this.#tip());
    for (const path of paths) yield { path, bytes: this.#blob(blobs.get(path) ?? '') };
  }

  /** @throws TuttiError also BRANCH_IN_USE, BRANCH_BUSY */
  add(file: HistoryFile): boolean {
    this.#requireFree();
    for (let attempt = 1; ; attempt++) {
      const tip = this.#tip();
      if (isThere(file, this.#fileOf(tip, file.path))) return false;
      const made = this.#commit(tip, [file]);
      if (this.#move(made)) return true;
      if (attempt === mostCommits) throw new TuttiError('BRANCH_BUSY', { branch: this.#branch });
    }
  }

  /**
   * Sends the branch to a remote. When others were first, what they sent is fetched, what is only here is added to it
   * again, and the push is repeated.
   * @returns how many pushes it took
   * @throws TuttiError PUSH_REJECTED after ten of them, or at once when the remote refuses for another reason;
   *   HISTORY_CONFLICT when a run is there with other content; BRANCH_IN_USE
   */
  push(remote: string): number {
    this.#requireFree();
    for (let attempt = 1; ; attempt++) {
      const { ok, words } = this.#git.try(['push', '--porcelain', remote, `${this.#ref}:${this.#ref}`]);
      if (ok) return attempt;
      if (attempt === mostPushes || !cameLate(words)) {
        throw new TuttiError('PUSH_REJECTED', { branch: this.#branch, remote, attempt, reason: words });
      }
      this.#replayOnto(this.#fetch(remote));
    }
  }

  /** The commit that the remote has. */
  #fetch(remote: string): string {
    const incoming = `refs/tutti/incoming/${randomBytes(6).toString('hex')}`;
    try {
      this.#git.text(['fetch', '--no-tags', '--quiet', remote, `+${this.#ref}:${incoming}`]);
      return this.#git.text(['rev-parse', incoming]);
    } finally {
      this.#git.try(['update-ref', '-d', incoming]);
    }
  }

  /** Makes the branch what the remote has, and what only we have added to it. */
  #replayOnto(theirs: string): void {
    this.#requireOurs(theirs);
    const own = this.#tip();
    const added: HistoryFile[] = [];
    for (const [path, blob] of this.#runsOf(own)) {
      const file = { path, bytes: this.#blob(blob) };
      if (!isThere(file, this.#fileOf(theirs, path))) added.push(file);
    }
    const made = added.length === 0 ? { commit: theirs, parent: theirs } : this.#commit(theirs, added);
    // Whoever has moved the branch meanwhile is replayed with the next rejection.
    this.#move({ commit: made.commit, parent: own });
  }

  /** The branch; where only the remote's is here, that one. */
  #tip(): string | undefined {
    return this.#git.commitOf(this.#ref) ?? this.#git.commitOf(`refs/remotes/origin/${this.#branch}`);
  }

  /** Blobs of the runs of a commit, by their paths. */
  #runsOf(commit: string | undefined): Map<string, string> {
    if (commit === undefined) return new Map();
    const lines = this.#git.text(['ls-tree', '-r', '-z', commit, 'runs/']).split('\0').filter(Boolean);
    return new Map(
      lines.flatMap((line) => {
        const [attributes = '', path = ''] = line.split('\t');
        return path.endsWith('.json.gz') ? [[path, attributes.split(' ')[2] ?? ''] as const] : [];
      }),
    );
  }

  #fileOf(commit: string | undefined, path: string): HistoryFile | undefined {
    const blob = this.#runsOf(commit).get(path);
    return blob === undefined ? undefined : { path, bytes: this.#blob(blob) };
  }

  #blob(blob: string): Buffer {
    return this.#git.bytes(['cat-file', 'blob', blob]);
  }

  /** Makes a commit with some more files and the index of all; no ref knows of it yet. */
  #commit(
    parent: string | undefined,
    added: readonly HistoryFile[],
  ): { commit: string; parent: string | undefined } {
    const index = join(tmpdir(), `tutti-index-${randomBytes(6).toString('hex')}`);
    const env = { GIT_INDEX_FILE: index };
    try {
      if (parent !== undefined) this.#git.text(['read-tree', parent], { env });
      const files = [...added, { path: indexFile, bytes: Buffer.from(this.#indexWith(parent, added)) }];
      const lines = files.map(({ path, bytes }) => `100644 ${this.#store(bytes)}\t${path}\n`).join('');
      this.#git.text(['update-index', '--add', '--index-info'], { env, stdin: lines });
      const tree = this.#git.text(['write-tree'], { env });
      const message = `history: ${added.map(({ path }) => /([^/]+)\.json\.gz$/.exec(path)?.[1]).join(', ')}`;
      const parents = parent === undefined ? [] : ['-p', parent];
      const commit = this.#git.text(['commit-tree', tree, ...parents, '-m', message], {
        env: this.#identity(),
      });
      return { commit, parent };
    } finally {
      rmSync(index, { force: true });
    }
  }

  #indexWith(parent: string | undefined, added: readonly HistoryFile[]): string {
    const former =
      parent === undefined ? undefined : this.#git.try(['cat-file', 'blob', `${parent}:${indexFile}`]);
    const blobs = this.#runsOf(parent);
    const git = this.#git;
    function* files(): Iterable<HistoryFile> {
      for (const [path, blob] of blobs) yield { path, bytes: git.bytes(['cat-file', 'blob', blob]) };
      yield* added;
    }
    return indexOf(files(), former?.ok === true ? former.out.toString('utf8') : undefined);
  }

  #store(bytes: Uint8Array): string {
    return this.#git.text(['hash-object', '-w', '--stdin'], { stdin: bytes });
  }

  /** Who commits: the user, or Tutti where git knows no user, as in many CI jobs. */
  #identity(): Record<string, string> {
    if (this.#git.try(['var', 'GIT_COMMITTER_IDENT']).ok && this.#git.try(['var', 'GIT_AUTHOR_IDENT']).ok)
      return {};
    const [name, email] = ['Tutti', 'tutti@localhost'];
    return {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    };
  }

  /** Moves the branch to a commit, if it still is where it was. */
  #move({ commit, parent }: { commit: string; parent: string | undefined }): boolean {
    const here = this.#git.commitOf(this.#ref);
    if (here !== undefined && here !== parent) return false;
    const before = here ?? '0'.repeat(commit.length);
    return this.#git.try(['update-ref', '-m', 'tutti history', this.#ref, commit, before]).ok;
  }

  /** @throws TuttiError BRANCH_IN_USE: the files of a working tree do not follow when a branch is moved behind its back */
  #requireFree(): void {
    const worktrees = this.#git.text(['worktree', 'list', '--porcelain']).split('\n');
    if (worktrees.includes(`branch ${this.#ref}`))
      throw new TuttiError('BRANCH_IN_USE', { branch: this.#branch });
  }

  /** @throws TuttiError HISTORY_FOREIGN: on a branch of something else, nothing is to be added or sent */
  #requireOurs(commit: string | undefined): void {
    if (commit === undefined) return;
    const names = this.#git.text(['ls-tree', '-z', '--name-only', commit]).split('\0').filter(Boolean);
    const foreign = names.find((name) => name !== 'runs' && name !== indexFile);
    if (foreign !== undefined) throw new TuttiError('HISTORY_FOREIGN', { place: this.name, found: foreign });
  }
}

/** Whether a push was rejected because somebody else was first, before or during it. */
function cameLate(words: string): boolean {
  return /\[rejected\]|\[remote rejected\].*(failed to update ref|cannot lock ref|incorrect old value|reference already exists)/.test(
    words,
  );
}
