/** The workloads of the disk suites on everything native, through the protocol, checked by the suites' own verification. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../harness/setup/compile.mjs';
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import { diskFilesFor } from '../../suites/disk-cache/files/materials.js';
import { counterNames, contentCounterNames, verify } from '../../suites/disk-cache/verify.js';
import {
  builtPackages,
  launch as launchNative,
  resultOf,
  sumOfIntervals,
  whyNotBuilt,
} from './test/launch.js';

const cachePoint = { missRate: 1 / 16, threads: 20, cachedMb: 1, directMb: 2, verifyEvery: 1 };
const headPoint = { threads: 20, directMb: 2, verifyEvery: 1 };
const memory = '/dev/shm';
const tmpfs = 0x0102_1994;

let folder: string;
let materials: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-disk-'));
  materials = join(folder, 'files');
  mkdirSync(materials);
  await diskFilesFor(cachePoint.cachedMb, cachePoint.directMb).make(materials, () => {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files once more, for a test that spoils them. */
function copyIn(parent: string): string {
  const copy = mkdtempSync(join(parent, 'tutti-disk-copy-'));
  for (const name of ['cached', 'direct']) copyFileSync(join(materials, name), join(copy, name));
  return copy;
}

function launch(suite: string, args: string[], point: Point, files = materials, prelude = 'true') {
  return launchNative(suite, args, point, prelude, 'program.js', files);
}

/** Findings that are wrong at any speed: a thread without a block may only have had too little time. */
function failures(result: ResultMessage, point: Point): string[] {
  return verify(result, point).flatMap(({ validity, message }) => (validity === 'starved' ? [] : [message]));
}

describe.skipIf(whyNotBuilt !== '')(`the workloads of the disk suites${whyNotBuilt}`, async () => {
  const packages = await builtPackages('disk-head');

  it('are built for threads of both kinds', () => {
    expect(packages).toEqual(expect.arrayContaining(['linuxthreads', 'posix', 'user-level']));
  });

  describe.each(packages)('on %s', (name) => {
    it.each([1 / 2048, 1 / 16, 1])('account for every block at a miss rate of %d', (missRate) => {
      const point = { ...cachePoint, missRate };
      const messages = launch('disk-cache', [name], point);
      const result = resultOf(messages);
      expect(Object.keys(result.verification).sort()).toEqual(
        [...counterNames, ...contentCounterNames].sort(),
      );
      expect(failures(result, point)).toEqual([]);
      expect(result.work).toBeGreaterThan(0);
      expect(sumOfIntervals(messages)).toBe(result.work);
    });

    it('account for every block where all are misses', () => {
      expect(failures(resultOf(launch('disk-head', [name], headPoint)), headPoint)).toEqual([]);
    });

    it('fail in their verification when a file was damaged', () => {
      const damaged = copyIn(folder);
      const file = openSync(join(damaged, 'direct'), 'r+');
      for (let block = 0; block < 512; block++) writeSync(file, 'x', block * 4096 + 2000);
      expect(failures(resultOf(launch('disk-head', [name], headPoint, damaged)), headPoint)).toEqual([
        expect.stringMatching(/^\d+ of \d+ blocks that were looked at are not what was written$/),
      ]);
    });

    it('fail in their verification when a file is shorter than it was made', () => {
      const shortened = copyIn(folder);
      truncateSync(join(shortened, 'direct'), 4096);
      expect(failures(resultOf(launch('disk-head', [name], headPoint, shortened)), headPoint)).toContainEqual(
        expect.stringContaining('is a file shorter than it was made?'),
      );
    });
  });

  it.each(['epoll', 'epoll-threads', 'io_uring', 'pool'])(
    'play with every way of input and output (%s)',
    (io) => {
      const messages = launch('disk-cache', ['user-level', '--io', io], cachePoint);
      const last = messages.at(-1);
      if (last?.type === 'unsupported') return expect(last.reason).toContain('io_uring_setup');
      const result = resultOf(messages);
      expect(failures(result, cachePoint)).toEqual([]);
      const share = result.metrics['hitsWithoutSwitch']?.value;
      expect(share).toBe(io === 'pool' ? 0 : 1);
      return expect(result.facts?.['io']).toContain(
        io === 'pool' ? 'kernel threads' : 'copies from a mapping',
      );
    },
  );

  it.each([
    ['mapped', 1, 'copies from a mapping'],
    ['tried', 1, 'files by RWF_NOWAIT'],
    ['unknown', 0, 'it was not wanted'],
  ])('make as much of the page cache as they are told to (%s)', (how, share, words) => {
    const result = resultOf(launch('disk-cache', ['user-level', '--cached-reads', how], cachePoint));
    expect(failures(result, cachePoint)).toEqual([]);
    expect(result.metrics['hitsWithoutSwitch']?.value).toBe(share);
    expect(result.facts?.['io']).toContain(words);
  });

  it('have a reference that is one thread, and never misses where it is told so', () => {
    const bare = { ...cachePoint, missRate: 0, threads: 1 };
    const result = resultOf(launch('disk-cache', ['bare-read'], bare));
    expect(failures(result, bare)).toEqual([]);
    expect(result.verification['misses']).toBe(0);
    expect(launch('disk-cache', ['bare-read'], cachePoint).at(-1)).toEqual({
      type: 'unsupported',
      reason: 'it is one thread',
    });
  });

  it.each([['--io', 'io_uring'], []])(
    'are unsupported, or do without, where io_uring is forbidden (%s)',
    async (...io) => {
      const forbid = await forbidding();
      if (forbid === undefined) return;
      const last = launch(
        'disk-cache',
        ['user-level', ...io],
        cachePoint,
        materials,
        `exec ${forbid} "$0" "$@"`,
      ).at(-1);
      if (io.length > 0) {
        expect(last).toEqual({
          type: 'unsupported',
          reason: expect.stringMatching(/^io_uring_setup \(forbidden by .*seccomp.*\): EPERM/),
        });
      } else {
        expect(last).toMatchObject({
          type: 'result',
          facts: { io: expect.stringMatching(/kernel threads \(io_uring_setup \(forbidden by .*seccomp/) },
        });
      }
    },
  );

  it.skipIf(!isMemory())('never take memory for a disk', () => {
    const inMemory = copyIn(memory);
    try {
      expect(launch('disk-head', ['user-level'], headPoint, inMemory).at(-1)).toEqual({
        type: 'unsupported',
        reason: expect.stringMatching(/^open with O_DIRECT: .* choose another folder with --materials DIR$/),
      });
    } finally {
      rmSync(inMemory, { recursive: true });
    }
  });

  it('say with an error which file is not there', () => {
    const nowhere = join(folder, 'nowhere');
    expect(launch('disk-cache', ['posix'], cachePoint, nowhere).at(-1)).toMatchObject({
      type: 'error',
      message: expect.stringContaining(`${nowhere}/cached`),
    });
  });

  it('say with an error that the point makes no sense', () => {
    expect(launch('disk-cache', ['posix'], { ...cachePoint, missRate: 1.5 }).at(-1)).toMatchObject({
      type: 'error',
      message: expect.stringContaining('missRate must be a number from 0'),
    });
  });
});

/** A program that runs another without io_uring; undefined where it cannot be built. */
async function forbidding(): Promise<string | undefined> {
  const recipe = {
    folder: 'targets/native/forbid-io-uring',
    outputs: [{ file: 'forbid_io_uring', sources: ['targets/native/test/forbid_io_uring.cc'] }],
  };
  const { ok } = await compile(recipe);
  return ok
    ? fileURLToPath(new URL(`../../dist/${recipe.folder}/forbid_io_uring`, import.meta.url))
    : undefined;
}

function isMemory(): boolean {
  try {
    return statfsSync(memory).type === tmpfs;
  } catch {
    return false;
  }
}
