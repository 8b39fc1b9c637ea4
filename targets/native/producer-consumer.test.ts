/** The compiled programs of the native and nptl targets, through the protocol, checked by the suite's own verification. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type LaunchSpecification,
  type ResultMessage,
  type TargetMessage,
  targetMessageSchema,
} from '../../harness/model/protocol.js';
import { counterNames, verify } from '../../suites/producer-consumer/verify.js';
import { type PackageName, packageNames } from './addon.js';

const dist = fileURLToPath(new URL('../../dist/targets/native', import.meta.url));
const reason = whyNotBuilt();

describe.skipIf(reason !== '').each(packageNames)(`the workload on %s threads${reason}`, (name) => {
  it.each([
    { pairs: 1, capacity: 1, spin: 32 },
    { pairs: 1, capacity: 128, spin: 0 },
    { pairs: 16, capacity: 1, spin: 32 },
    { pairs: 16, capacity: 7, spin: 32 },
  ])('accounts for every item and every thread with %o', (point) => {
    const messages = launch(name, point);
    expect(messages[0]).toMatchObject({ type: 'ready', nonce: 'word' });
    const result = resultOf(messages);
    expect(failures(result, point)).toEqual([]);
    expect(result.work).toBeGreaterThan(0);
    expect(sumOfIntervals(messages)).toBe(result.work);
  });

  it('says with an error that the point makes no sense', () => {
    expect(launch(name, { pairs: 0, capacity: 1, spin: 0 }).at(-1)).toMatchObject({ type: 'error' });
  });
});

describe.skipIf(reason !== '')(`user-level threads${reason}`, () => {
  it('switch twice an item when the buffer holds one', () => {
    const result = resultOf(launch('user-level', { pairs: 8, capacity: 1, spin: 0 }));
    expect(result.metrics['switchesPerItem']?.value).toBeCloseTo(2, 1);
  });

  it('run 65,536 at a time, and the process ends cleanly', () => {
    const point = { pairs: 32_768, capacity: 1, spin: 0 };
    const result = resultOf(launch('user-level', point));
    expect(failures(result, point)).toEqual([]);
    expect(result.verification).toMatchObject({ threads: 65_536, finished: 65_536 });
  });

  it('let every thread have a turn when one alone could fill the buffer', () => {
    const point = { pairs: 64, capacity: 128, spin: 0 };
    expect(verify(resultOf(launch('user-level', point)), point)).toEqual([]);
  });

  it('are unsupported, with the reason, when their stacks cannot be reserved', () => {
    // Node itself needs about 1 GiB of addresses; 65,536 stacks need 4 GiB more.
    const point = { pairs: 32_768, capacity: 1, spin: 0 };
    expect(launch('user-level', point, 'ulimit -v 4000000').at(-1)).toMatchObject({
      type: 'unsupported',
      reason: expect.stringMatching(/^mmap of 65536 stacks of 64 KiB: ENOMEM \(.+\) at thread 1 of 65,536$/),
    });
  });
});

/** A launch of the program, and the messages it sent. `prelude` is a shell command before it. */
function launch(name: PackageName, point: LaunchSpecification['point'], prelude = 'true'): TargetMessage[] {
  const specification: LaunchSpecification = {
    protocol: 1,
    launch: '1',
    nonce: 'word',
    suite: 'producer-consumer',
    point,
    warmupMs: 20,
    measureMs: 100,
    intervalMs: 20,
    readyMs: 5000,
    seed: 1,
    cpus: [],
    dir: '/tmp',
  };
  const { stdout } = spawnSync(
    'sh',
    ['-c', `${prelude} && exec "$0" "$@"`, process.execPath, `${dist}/producer-consumer.js`, name],
    { input: `${JSON.stringify(specification)}\n`, encoding: 'utf8', timeout: 20_000 },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => targetMessageSchema.parse(JSON.parse(line)));
}

function resultOf(messages: TargetMessage[]): ResultMessage {
  const last = messages.at(-1);
  if (last?.type !== 'result') throw new Error(`no result, but ${JSON.stringify(last)}`);
  expect(Object.keys(last.verification).sort()).toEqual([...counterNames].sort());
  return last;
}

/** Findings that are wrong at any speed: a thread without an item may only have had too little time. */
function failures(result: ResultMessage, point: LaunchSpecification['point']) {
  return verify(result, point).filter(({ validity }) => validity !== 'starved');
}

function sumOfIntervals(messages: TargetMessage[]): number {
  return messages.reduce((sum, message) => sum + (message.type === 'interval' ? message.work : 0), 0);
}

function whyNotBuilt(): string {
  const report = `${dist}/build.json`;
  if (!existsSync(report)) return ' (skipped: not built; run `npm run build`)';
  const { ok, reason: said } = JSON.parse(readFileSync(report, 'utf8')) as { ok: boolean; reason?: string };
  return ok ? '' : ` (skipped: ${said})`;
}
