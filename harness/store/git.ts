/** Calls git on a repository. */
import { spawnSync } from 'node:child_process';
import { TuttiError } from '../model/errors.js';

/** What a call came to. */
export interface GitAnswer {
  readonly ok: boolean;
  readonly out: Buffer;
  /** What git said beside it, on one line. */
  readonly words: string;
}

/** What a call is given besides its words. */
export interface GitInput {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Variables that bind git to one repository: inside a hook they are set, and would turn every call on the repository of the
 * hook. Source: `git rev-parse --local-env-vars`.
 */
const binding = new Set([
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
  'GIT_SHALLOW_FILE',
]);

/** The environment without what would bind git to another repository. */
export function unboundEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !binding.has(name)));
}

/** A repository, by any folder in it. Git's messages are in English, whatever the user's language: some are read. */
export class Git {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Calls git; a refusal is an answer. */
  try(args: readonly string[], { stdin, env }: GitInput = {}): GitAnswer {
    const { status, stdout, stderr, error } = spawnSync('git', ['-C', this.folder, ...args], {
      input: stdin ?? '',
      env: { ...unboundEnvironment(), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...env },
      maxBuffer: 2 ** 31,
    });
    const said = error?.message ?? `${stdout.toString()}\n${stderr.toString()}`;
    return { ok: status === 0, out: stdout ?? Buffer.alloc(0), words: said.trim().replaceAll(/\s+/g, ' ') };
  }

  /** Calls git. @throws TuttiError GIT_FAILED */
  bytes(args: readonly string[], input?: GitInput): Buffer {
    const { ok, out, words } = this.try(args, input);
    if (ok) return out;
    throw new TuttiError('GIT_FAILED', { call: `git ${args.join(' ')}`, folder: this.folder, reason: words });
  }

  /** The text of what git prints, without the last line feed. @throws TuttiError GIT_FAILED */
  text(args: readonly string[], input?: GitInput): string {
    return this.bytes(args, input).toString('utf8').trimEnd();
  }

  /** The name of the commit that something names; undefined when there is none. */
  commitOf(revision: string): string | undefined {
    const { ok, out } = this.try([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ]);
    return ok ? out.toString('utf8').trim() : undefined;
  }
}
