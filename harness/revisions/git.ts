/** Git, as a program: what it is asked, and what it answers. */
import { execFile } from 'node:child_process';
import { TuttiError } from '../model/errors.js';

/** What git came to. */
export interface GitAnswer {
  readonly status: number;
  /** Standard output without the last line's end. */
  readonly out: string;
  /** What it printed on standard error. */
  readonly said: string;
}

/**
 * Variables that bind git to one repository. Inside a hook they are set, and would turn every command here on the
 * repository of the hook. Source: `git rev-parse --local-env-vars`.
 */
const binding = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_GRAFT_FILE',
  'GIT_NAMESPACE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_SHALLOW_FILE',
];

/** The environment without what would bind git to another repository. */
export function unboundEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of binding) delete environment[name];
  return environment;
}

/** Most of what git may print. */
const outputLimit = 64 * 2 ** 20;

/**
 * Asks git in a folder. Hooks of the user do not run: a checkout of ours is none of theirs.
 * @throws TuttiError GIT_FAILED when there is no git
 */
export async function askGit(
  folder: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<GitAnswer> {
  const settings = ['-C', folder, '-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false'];
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...settings, ...words],
      { encoding: 'utf8', maxBuffer: outputLimit, env: { ...unboundEnvironment(), ...environment } },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') {
          resolve({ status, out: stdout.replace(/\n$/, ''), said: stderr.trim() });
          return;
        }
        const command = `git ${words.join(' ')}`;
        reject(new TuttiError('GIT_FAILED', { command, reason: error?.message ?? '' }, error));
      },
    );
  });
}

/** The same where only success will do. @throws TuttiError GIT_FAILED with git's own words */
export async function git(
  folder: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { status, out, said } = await askGit(folder, words, environment);
  if (status === 0) return out;
  throw new TuttiError('GIT_FAILED', { command: `git ${words.join(' ')}`, reason: said });
}
