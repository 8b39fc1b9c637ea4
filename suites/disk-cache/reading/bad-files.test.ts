import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ResultMessage,
  type TargetMessage,
  targetMessageSchema,
} from '../../../harness/model/protocol.js';
import { directIoFault } from '../../../harness/observe/direct-io.js';
import { blockBytes } from '../files/layout.js';
import { diskFilesFor } from '../files/materials.js';
import { verify } from '../verify.js';

const programs = [
  'capriccio/disk.js',
  'event-loop/disk.js',
  'event-loop/promises-disk.js',
  'worker-threads/disk.js',
];
const point = { missRate: 0.5, threads: 4, cachedMb: 1, directMb: 1, verifyEvery: 1 };

let materials = '';
beforeEach(() => void (materials = mkdtempSync(join(tmpdir(), 'tutti-bad-files-'))));
afterEach(() => rmSync(materials, { recursive: true, force: true }));

/** Why reads past the page cache cannot be tested in the folder for temporary files; empty when they can. */
const unfit = directIoFault(tmpdir()) ?? '';

async function makeFiles(): Promise<void> {
  await diskFilesFor(point.cachedMb, point.directMb).make(materials, () => {});
}

/** Runs a program to its end. @param whenReady called when it says so */
async function play(program: string, whenReady: () => void = () => {}): Promise<TargetMessage> {
  const file = fileURLToPath(new URL(`../../../dist/targets/${program}`, import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'ignore'] });
  const timing = { warmupMs: 20, measureMs: 200, intervalMs: 20, readyMs: 20_000 };
  const launch = {
    protocol: 1,
    launch: '1',
    nonce: 'n',
    suite: 'disk-cache',
    seed: 7,
    cpus: [0],
    dir: materials,
  };
  child.stdin.write(`${JSON.stringify({ ...launch, ...timing, point, materials })}\n`);
  try {
    return await lastMessage(child, whenReady);
  } finally {
    child.stdin.end();
    await new Promise((resolve) => child.once('close', resolve));
  }
}

async function lastMessage(child: ChildProcess, whenReady: () => void): Promise<TargetMessage> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const message = targetMessageSchema.parse(JSON.parse(line));
    if (message.type === 'ready') whenReady();
    else if (message.type !== 'interval') return message;
  }
  throw new Error('it ended without a result');
}

function resultOf(message: TargetMessage): ResultMessage {
  if (message.type !== 'result') throw new Error(JSON.stringify(message));
  return message;
}

describe.skipIf(unfit !== '').each(programs)(`%s ${unfit}`, (program) => {
  it('finds the blocks of its files right', async () => {
    await makeFiles();
    const result = resultOf(await play(program));
    expect(verify(result, point)).toEqual([]);
    expect(result.work).toBeGreaterThan(0);
  });

  it('finds a file that was damaged since it was made', async () => {
    await makeFiles();
    const descriptor = openSync(join(materials, 'direct'), 'r+');
    for (let block = 0; block < 256; block += 2) writeSync(descriptor, 'x', block * blockBytes + 2000);
    closeSync(descriptor);
    const [finding] = verify(resultOf(await play(program)), point);
    expect(finding?.validity).toBe('verification-failed');
    expect(finding?.message).toMatch(/blocks that were looked at are not what was written/);
  });

  it('goes on to its end when a file is cut short meanwhile, and says so', async () => {
    await makeFiles();
    const result = resultOf(
      await play(program, () => truncateSync(join(materials, 'direct'), 10 * blockBytes)),
    );
    expect(result.verification['short']).toBeGreaterThan(0);
    expect(result.verification['finished']).toBe(point.threads);
    expect(verify(result, point)[0]?.message).toMatch(/reads ended before their block did/);
  });

  it('says what the system says of files that are not there', async () => {
    expect(await play(program)).toMatchObject({
      type: 'error',
      message: expect.stringMatching(/ENOENT.*cached/),
    });
  });

  it('cannot be run where the file system refuses O_DIRECT, and says so', async ({ skip }) => {
    const mounted = spawnSync('mount', ['-t', 'ramfs', 'tutti-test', materials]).status === 0;
    if (!mounted) skip('this machine does not let us mount');
    try {
      await makeFiles();
      expect(await play(program)).toMatchObject({
        type: 'unsupported',
        reason: expect.stringMatching(/direct .*\(O_DIRECT\).*EINVAL/),
      });
    } finally {
      spawnSync('umount', [materials]);
    }
  });
});
