/** Tutti as others get it: packed, and installed in a repository that has nothing else. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../..', import.meta.url));

/** What a program came to. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A repository with an installed Tutti, which knows nothing of the checkout that it was packed in. */
export class OtherRepository {
  /** A folder for it and for what belongs to it. */
  readonly home = mkdtempSync(join(tmpdir(), 'tutti-package-'));
  readonly folder = join(this.home, 'repository');

  /** Packs, and installs from the tarball; packages of others come from npm's cache where that has them. */
  constructor() {
    mkdirSync(join(this.folder, 'vendor'), { recursive: true });
    mustEnd(run('npm', ['pack', '--silent', '--pack-destination', this.home], top));
    cpSync(join(this.home, tarball), join(this.folder, 'vendor', tarball));
    this.write('.gitignore', 'node_modules/\nresults/\n');
    mustEnd(run('npm', ['init', '-y'], this.folder));
    const quickly = ['--prefer-offline', '--no-audit', '--no-fund'];
    mustEnd(run('npm', ['install', '--save-dev', ...quickly, `./vendor/${tarball}`], this.folder));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Makes it a repository of git, on `main`, if it is none yet, and commits all that is there. */
  commit(message: string): void {
    mustEnd(run('git', ['init', '-q', '-b', 'main'], this.folder));
    mustEnd(run('git', ['add', '-A'], this.folder));
    const author = ['-c', 'user.name=A Person', '-c', 'user.email=person@example.org'];
    mustEnd(run('git', [...author, 'commit', '-q', '-m', message], this.folder));
  }

  /** Runs a line in a shell, in the repository. */
  shell(line: string, environment: NodeJS.ProcessEnv = {}): Ended {
    return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', line], this.folder, environment);
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

const tarball = 'tutti-0.1.0.tgz';

function run(command: string, args: string[], cwd: string, environment: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...environment },
  });
  return { code: status, out: stdout, err: error === undefined ? stderr : error.message };
}

function mustEnd({ code, out, err }: Ended): void {
  if (code !== 0) throw new Error(`it ended with ${code}:\n${out}${err}`);
}
