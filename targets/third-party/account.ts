/**
 * The account a third-party server runs under: not root. Started as root, it becomes www-data (or nobody) before its
 * program is executed, so that no process of it ever has a privilege; otherwise it stays who we are.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Who a server runs as, and with how many descriptors. */
export interface Account {
  /** Name of the account; null for our own. */
  readonly name: string | null;
  /** Most descriptors that one of its processes may open. */
  readonly descriptors: number;
}

/** Accounts without privileges, the first that exists is taken. */
const unprivileged = ['www-data', 'nobody'];

/** The account for a server. @throws Error when we are root and there is nobody else to be */
export function accountFor(descriptors: number): Account {
  if (process.getuid?.() !== 0) return { name: null, descriptors };
  const name = unprivileged.find((candidate) => entryOf(candidate) !== undefined);
  if (name === undefined) throw new Error(`root, and no account to become: ${unprivileged.join(' or ')}`);
  return { name, descriptors };
}

/**
 * The command line that runs a command under an account. It stays one process: each step executes the next. Its parent's
 * death is told to it by a signal, so that it does not outlive a launch that is broken off.
 */
export function commandAs({ name, descriptors }: Account, deathSignal: string, command: string[]): string[] {
  const become = name === null ? [] : [`--reuid=${name}`, `--regid=${groupOf(name)}`, '--clear-groups'];
  const limited = ['sh', '-c', 'ulimit -n "$0" && exec "$@"', String(descriptors)];
  return [...limited, 'setpriv', ...become, `--pdeathsig=${deathSignal}`, ...command];
}

/** Makes a folder for the server in the scratch folder of the launch, which it must be able to reach. */
export function makeFolderFor({ name }: Account, dir: string): string {
  const folder = join(dir, 'server');
  mkdirSync(folder);
  if (name === null) return folder;
  const [, , user, group] = entryOf(name) ?? [];
  chownSync(folder, Number(user), Number(group));
  chmodSync(dir, 0o711);
  return folder;
}

/** Why the server could not be run under this account in its folder, or undefined when it can. */
export function lackOf(account: Account, folder: string): string | undefined {
  const who = account.name ?? 'this account';
  if (!can(account, '1')) {
    return `${who} may not open ${account.descriptors} descriptors in one process; raise the limit: ulimit -n ${account.descriptors}`;
  }
  if (can(account, '-w', folder)) return undefined;
  return `${who} may not write to ${folder}; let others look into the folders above, such as: chmod o+x ${dirname(folder)}`;
}

/** Whether the server may read a file under this account. */
export function mayRead(account: Account, file: string): boolean {
  return can(account, '-r', file);
}

function can(account: Account, ...test: string[]): boolean {
  const [program = '', ...args] = commandAs(account, 'KILL', ['test', ...test]);
  return spawnSync(program, args).status === 0;
}

function groupOf(name: string): string {
  return entryOf(name)?.[3] ?? name;
}

/** The line of an account in the system's list: name, password, user, group, ... */
function entryOf(name: string): string[] | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.map((line) => line.split(':')).find(([entry]) => entry === name);
}
