import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeStorage, storageSchema } from '../model/environment.js';
import { describeDevice, deviceNameOf, readTraffic } from './block-device.js';
import { directIoFault } from './direct-io.js';
import { foreignShare } from './disturbance.js';
import { type Mount, mountAt, nearestThere } from './mounts.js';
import { examineStorage, storageOf } from './storage.js';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tutti-storage-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files below the folder, making the folders between. */
function place(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const mountinfo = [
  '27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,discard',
  '30 27 0:27 / /mnt/in\\040memory rw,nosuid - tmpfs tmpfs rw,size=64k',
  '31 27 253:0 / /mnt rw - xfs /dev/mapper/one rw',
  '32 27 253:1 / /mnt rw,noatime - xfs /dev/mapper/two rw',
  '',
].join('\n');

describe('the mount that holds a path', () => {
  it.each([
    ['/home/me', '/', 'ext4'],
    ['/mnt/in memory/here', '/mnt/in memory', 'tmpfs'],
    ['/mnt/in memory', '/mnt/in memory', 'tmpfs'],
    ['/mnthere', '/', 'ext4'],
  ])('%s is the longest one above it', (path, point, type) => {
    expect(mountAt(path, mountinfo)).toMatchObject({ point, type });
  });

  it('is the last of those mounted one over the other', () => {
    const expected = { device: '253:1', source: '/dev/mapper/two', options: 'rw,noatime' };
    expect(mountAt('/mnt/x', mountinfo)).toMatchObject(expected);
  });

  it('is none where the system lists none', () => {
    expect(mountAt('/mnt/x', 'nonsense\n')).toBeUndefined();
  });
});

describe('a block device', () => {
  const mount: Mount = { point: '/', device: '254:1', type: 'ext4', source: '/dev/vda1', options: 'rw' };

  it('is the whole device that a mounted partition is part of', () => {
    place({ 'sys/devices/block/vda/vda1/partition': '1', 'sys/dev/block/.keep': '' });
    symlinkSync(join(folder, 'sys/devices/block/vda/vda1'), join(folder, 'sys/dev/block/254:1'));
    expect(deviceNameOf(mount, join(folder, 'sys'))).toBe('vda');
  });

  it('is none for a file system without one', () => {
    expect(deviceNameOf({ ...mount, device: '0:27', source: 'tmpfs' }, folder)).toBeUndefined();
  });

  it('is described as /sys says, its serial number hashed', () => {
    place({
      'block/sda/size': '2048\n',
      'block/sda/device/model': 'DISK 9000 \n',
      'block/sda/device/wwid': 'naa.5000\n',
      'block/sda/queue/rotational': '1\n',
      'block/sda/queue/scheduler': 'none [mq-deadline] kyber\n',
      'block/sda/queue/nr_requests': '256\n',
      'block/sda/slaves/sdb/size': '1',
    });
    expect(describeDevice('sda', folder)).toEqual({
      name: 'sda',
      model: 'DISK 9000',
      identity: expect.stringMatching(/^[0-9a-f]{12}$/),
      bytes: 1_048_576,
      rotational: true,
      scheduler: 'mq-deadline',
      queueDepth: 256,
      writeCache: null,
      blockBytes: null,
      below: ['sdb'],
    });
  });

  it('has traffic in bytes, and none when it is not in the list', () => {
    const diskstats =
      '   8  0 sda 10 0 80 5 3 0 24 7 0 9 12 0 0 0 0 0 0\n   8  1 sda1 1 0 8 5 0 0 0 0 0 9 12\n';
    expect(readTraffic('sda', diskstats)).toEqual({ readBytes: 40_960, writtenBytes: 12_288, busyMs: 9 });
    expect(readTraffic('sdb', diskstats)).toBeNull();
    expect(readTraffic('sda', null)).toBeNull();
  });
});

describe('the share of a device that others had', () => {
  const busy = { readBytes: 1000, writtenBytes: 0, busyMs: 500 };
  const launch = { readBytes: 1000, writtenBytes: 0 };

  it.each([
    ['nothing, when all it moved was the launch', busy, launch, 0],
    ['nothing, when it moved nothing', { ...busy, readBytes: 0 }, launch, 0],
    ['their share of the bytes, for as long as it was busy', { ...busy, writtenBytes: 1000 }, launch, 0.25],
    ['all of its busy time, when the launch did not read', busy, { readBytes: 0, writtenBytes: 0 }, 0.5],
    ['nothing, when the launch wrote what has not reached it yet', busy, { ...launch, writtenBytes: 9 }, 0],
    ['unknown, when the launch is not accounted for', busy, null, null],
    ['unknown, when its bytes are not', busy, { readBytes: null, writtenBytes: null }, null],
  ])('is %s', (_, moved, ofLaunch, expected) => {
    expect(foreignShare(moved, ofLaunch, 1000)).toBe(expected);
  });
});

describe('the storage below a folder', () => {
  it('is what the folder will lie on, before it is there', () => {
    const storage = storageOf(join(folder, 'not', 'there'));
    expect(storage).toEqual(storageOf(folder));
    if (storage !== null) expect(storageSchema.parse(storage)).toEqual(storage);
    expect(nearestThere(join(folder, 'not', 'there'))).toBe(folder);
  });

  it('is examined with advice exactly where something is not ideal', () => {
    const findings = examineStorage(join(folder, 'not', 'there'));
    expect(findings.map(({ fit, advice }) => fit === (advice === null))).toEqual([true, true]);
    expect(findings[0]?.found).toContain(folder);
  });

  it('is said in a few words', () => {
    const storage = { mountPoint: '/', fileSystem: 'tmpfs', options: 'rw', device: null };
    expect(describeStorage(storage)).toBe('tmpfs, no device of its own');
    const device = { ...describeDevice('none-such'), scheduler: 'none', queueDepth: 64, model: 'DISK' };
    expect(describeStorage({ ...storage, fileSystem: 'xfs', device })).toBe(
      'xfs on none-such, DISK, scheduler none, queue of 64',
    );
  });
});

describe('the probe for O_DIRECT', () => {
  it('leaves nothing behind', () => {
    directIoFault(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('throws what the system says of a folder that is not there', () => {
    expect(() => directIoFault(join(folder, 'not-there'))).toThrow(/ENOENT/);
  });

  it('finds out a file system in memory, whether it refuses or pretends', ({ skip }) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tutti-test', folder]).status === 0;
    if (!mounted) skip('this machine does not let us mount');
    try {
      expect(directIoFault(folder)).toMatch(/refuses O_DIRECT|answers from memory/);
      expect(examineStorage(folder)[1]).toMatchObject({ fit: false });
    } finally {
      spawnSync('umount', [folder]);
    }
  });
});
