/** A real git repository in a temporary folder. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class TestRepository {
  /** A folder for the repository and whatever else a test makes. */
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'tutti-repository-')));
  readonly top = join(this.folder, 'repository');

  constructor() {
    mkdirSync(this.top);
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('config', 'user.name', 'Tester');
    this.git('config', 'user.email', 'tester@example.org');
  }

  git(...words: string[]): string {
    return execFileSync('git', ['-C', this.top, ...words], { encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.top, name)), { recursive: true });
      writeFileSync(join(this.top, name), text);
    }
  }

  /** Commits files, and all that is changed besides. @returns the commit */
  commit(files: Readonly<Record<string, string>>, message = 'a change'): string {
    this.write(files);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** How many working trees git knows of, the repository's own among them. */
  worktrees(): number {
    return this.git('worktree', 'list', '--porcelain').match(/^worktree /gm)?.length ?? 0;
  }

  /** A folder beside the repository, and what is in it. */
  scratch(name: string): string {
    return join(this.folder, name);
  }

  entries(): string[] {
    return readdirSync(this.folder).filter((name) => name !== 'repository');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
