/** The shell command that does a launch again. */
import type { LaunchSpecification } from '../model/protocol.js';

/** One line for a POSIX shell; the specification goes to the standard input as the harness writes it. */
export function reproduceCommand(
  command: readonly string[],
  folder: string,
  specification: LaunchSpecification,
  cpus: readonly number[] | null,
): string {
  const pinned = cpus === null ? command : ['taskset', '-c', cpus.join(','), ...command];
  const line = JSON.stringify({ ...specification, dir: '/tmp' });
  return `cd ${quoted(folder)} && printf '%s\\n' ${quoted(line)} | ${pinned.map(quoted).join(' ')}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
