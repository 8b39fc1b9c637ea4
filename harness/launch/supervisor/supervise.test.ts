/** The supervisor as a program: every way a launch can end, one process a test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  endedReportSchema,
  type SupervisorReport,
  supervisorReportSchema,
} from '../../model/supervisor-report.js';

const program = fileURLToPath(new URL('../../../dist/harness/launch/supervisor/supervise', import.meta.url));
const reason = existsSync(program) ? '' : ' (skipped: the supervisor is not built; run `npm run build`)';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervise-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(reason !== '')(`the supervisor${reason}`, () => {
  it('passes standard input and output through and reports a normal end with the kernel’s accounting', async () => {
    const { process, report } = supervise([], 'cat');
    process.stdin?.end('through');
    expect(await text(process.stdout as Readable)).toBe('through');
    const ended = endedReportSchema.parse(await report);
    expect(ended).toMatchObject({ exitCode: 0, signal: null, leftProcesses: 0, killed: false });
    expect(ended.peakMemory).toBeGreaterThan(100_000);
  });

  it('reports the bytes that went to a device', async () => {
    const command = `dd if=/dev/zero of=${join(folder, 'file')} bs=4096 count=16 conv=fsync 2>/dev/null`;
    const { readBytes, writtenBytes } = endedReportSchema.parse(await supervise([], command).report);
    expect(readBytes).toBeGreaterThanOrEqual(0);
    // A file system in memory has no device: then there is nothing to count.
    expect(writtenBytes === 0 || writtenBytes >= 16 * 4096).toBe(true);
  });

  it('reports the exit status of the command', async () => {
    expect(await supervise([], 'exit 7').report).toMatchObject({ exitCode: 7, signal: null });
  });

  it('reports the signal that ended the command', async () => {
    expect(await supervise([], 'kill -KILL $$').report).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it('says in the system’s words why the command could not be started', async () => {
    const { report } = superviseCommand([], ['/nonexistent/command']);
    expect(await report).toEqual({ spawnError: 'No such file or directory' });
  });

  it('says so when the command cannot be pinned', async () => {
    expect(await supervise(['--cpus', '1023'], 'exit 0').report).toEqual({
      spawnError: 'sched_setaffinity: Invalid argument',
    });
  });

  it('pins the command to the CPUs it is given', async () => {
    const { process } = supervise(['--cpus', '0'], 'grep Cpus_allowed_list /proc/self/status');
    expect(await text(process.stdout as Readable)).toMatch(/:\s*0\n/);
  });

  it('counts the CPU time of a process whose parent did not wait for it', async () => {
    const burn = `i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; touch ${folder}/burnt`;
    const { report } = supervise(
      [],
      `sh -c '(${burn}) & exit 0'; until [ -e ${folder}/burnt ]; do sleep 0.01; done`,
    );
    const ended = endedReportSchema.parse(await report);
    expect(ended.userMs).toBeGreaterThan(1);
  });

  it('holds no end of the command’s output: a closed one is seen as closed', async () => {
    const { process, report } = supervise([], 'exec >&-; read -r line; exit 4');
    expect(await text(process.stdout as Readable)).toBe('');
    process.stdin?.end('go on\n');
    expect(await report).toMatchObject({ exitCode: 4 });
  });

  it('counts and kills what the command leaves behind, even in another session', async () => {
    const { report } = supervise(
      [],
      `setsid sleep 1000 & echo $! > ${folder}/a; sleep 1000 & echo $! > ${folder}/b`,
    );
    expect(await report).toMatchObject({ exitCode: 0, leftProcesses: 2 });
    expect(isAlive(pidIn('a'))).toBe(false);
    expect(isAlive(pidIn('b'))).toBe(false);
  });

  it('ends a command politely when told to stop', async () => {
    const { process, report } = supervise(
      [],
      `trap 'exit 5' TERM; touch ${folder}/up; while :; do sleep 0.01; done`,
    );
    await appears('up');
    process.kill('SIGTERM');
    expect(await report).toMatchObject({ exitCode: 5, killed: true });
  });

  it('kills a command that ignores the polite request after the grace', async () => {
    const { process, report } = supervise(['--grace', '50'], stubborn());
    await appears('up');
    process.kill('SIGTERM');
    expect(await report).toMatchObject({ exitCode: null, signal: 'SIGKILL', killed: true });
    expect(isAlive(pidIn('grandchild'))).toBe(false);
  });

  it('ends the whole tree when its caller is killed', async () => {
    const command = [program, '--grace', '50', '--report', '3', '--', 'sh', '-c', stubborn()];
    const caller = spawn(
      process.execPath,
      [
        '-e',
        `require('child_process').spawn(${JSON.stringify(command[0])}, ${JSON.stringify(command.slice(1))}, { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] }); setInterval(() => {}, 1000)`,
      ],
      { stdio: ['ignore', 'inherit', 'pipe'] },
    );
    await appears('up');
    caller.kill('SIGKILL');
    // The supervisor holds this pipe until it has reaped the last of the tree.
    await text(caller.stderr);
    expect(isAlive(pidIn('child'))).toBe(false);
    expect(isAlive(pidIn('grandchild'))).toBe(false);
  });

  it('starts nothing when its caller is already gone', async () => {
    const { process, report } = supervise(['--parent', '1'], `touch ${folder}/started`);
    expect(await report).toBeUndefined();
    expect(process.exitCode).toBe(0);
    expect(existsSync(join(folder, 'started'))).toBe(false);
  });

  it('refuses bad arguments with its usage and status 2', async () => {
    const { process } = supervise(['--cpus', 'one'], 'exit 0');
    expect(await text(process.stderr as Readable)).toContain('--cpus cannot be "one"');
    expect(process.exitCode ?? (await exitOf(process))).toBe(2);
  });
});

/** A shell command that ignores SIGTERM, with a child in another session that does the same; writes `up` when it runs. */
function stubborn(): string {
  return (
    `trap '' TERM; echo $$ > ${folder}/child; setsid sleep 1000 & echo $! > ${folder}/grandchild; ` +
    `touch ${folder}/up; while :; do sleep 1000; done`
  );
}

function supervise(options: string[], script: string) {
  return superviseCommand(options, ['sh', '-c', script]);
}

/** Starts the supervisor. `report` is undefined when it wrote none. */
function superviseCommand(
  options: string[],
  command: string[],
): { process: ChildProcess; report: Promise<SupervisorReport | undefined> } {
  const process = spawn(program, [...options, '--report', '3', '--', ...command], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  process.stdin?.on('error', () => {});
  const exit = exitOf(process);
  const written = text(process.stdio[3] as Readable);
  const report = written.then(async (line) => {
    await exit;
    return line === '' ? undefined : supervisorReportSchema.parse(JSON.parse(line));
  });
  return { process, report };
}

function exitOf(process: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => process.once('exit', resolve));
}

/** Waits until the command has made a file of that name. */
async function appears(name: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const watcher = watch(folder, look);
    look();
    function look() {
      if (!existsSync(join(folder, name))) return;
      watcher.close();
      resolve();
    }
  });
}

function pidIn(name: string): number {
  return Number(readFileSync(join(folder, name), 'utf8'));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
