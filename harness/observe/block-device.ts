/** Block devices, as /sys describes them and /proc/diskstats counts them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BlockDevice } from '../model/environment.js';
import type { Mount } from './mounts.js';
import { readNumber, readText } from './proc.js';

/** /sys counts sizes, and /proc/diskstats traffic, in sectors of 512 bytes on every device. */
const sectorBytes = 512;

/**
 * Name of the whole device that a mount lies on, such as `vda` for a partition of it; undefined where there is none, as
 * with file systems in memory or on the network.
 * @param sys where /sys is; another folder in tests
 */
export function deviceNameOf(mount: Mount, sys = '/sys'): string | undefined {
  const number = existsSync(join(sys, 'dev/block', mount.device)) ? mount.device : numberOf(mount.source);
  if (number === undefined) return undefined;
  const link = join(sys, 'dev/block', number);
  if (!existsSync(link)) return undefined;
  const folder = realpathSync(link);
  return basename(existsSync(join(folder, 'partition')) ? dirname(folder) : folder);
}

/** Number of the device that a device file stands for: of file systems such as btrfs, which number themselves. */
function numberOf(source: string): string | undefined {
  const stats = source.startsWith('/') ? statSync(source, { throwIfNoEntry: false }) : undefined;
  if (stats === undefined || !stats.isBlockDevice()) return undefined;
  // Linux packs 12 bits of major and 20 of minor number into a device number, in four pieces.
  const major = (stats.rdev >>> 8) & 0xfff;
  const minor = (stats.rdev & 0xff) | ((stats.rdev >>> 12) & 0xfff00);
  return `${major}:${minor}`;
}

/** What a device is. What /sys does not say is null. */
export function describeDevice(name: string, sys = '/sys'): BlockDevice {
  const folder = join(sys, 'block', name);
  const text = (file: string): string | null => emptyToNull(readText(join(folder, file))?.trim());
  const sectors = readNumber(join(folder, 'size'));
  const rotational = readNumber(join(folder, 'queue/rotational'));
  const serial = text('wwid') ?? text('device/wwid') ?? text('serial') ?? text('device/serial');
  return {
    name,
    model: text('device/model'),
    identity: serial === null ? null : createHash('sha256').update(serial).digest('hex').slice(0, 12),
    bytes: sectors === null ? null : sectors * sectorBytes,
    rotational: rotational === null ? null : rotational === 1,
    scheduler: chosen(text('queue/scheduler')),
    queueDepth: readNumber(join(folder, 'queue/nr_requests')),
    writeCache: text('queue/write_cache'),
    blockBytes: readNumber(join(folder, 'queue/logical_block_size')),
    below: listed(join(folder, 'slaves')),
  };
}

/** Of `none [mq-deadline] kyber` the one in brackets. */
function chosen(schedulers: string | null): string | null {
  return schedulers === null ? null : (/\[(\S+)\]/.exec(schedulers)?.[1] ?? schedulers);
}

function emptyToNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function listed(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** What a device has done since boot. */
export interface DeviceTraffic {
  readonly readBytes: number;
  readonly writtenBytes: number;
  /** Milliseconds during which at least one request was under way. */
  readonly busyMs: number;
}

/** The counters of a device, or null when they cannot be read. */
export function readTraffic(name: string, diskstats = readText('/proc/diskstats')): DeviceTraffic | null {
  for (const line of (diskstats ?? '').split('\n')) {
    const [, , device, , , readSectors, , , , writtenSectors, , , busyMs] = line.trim().split(/\s+/);
    if (device !== name) continue;
    return {
      readBytes: Number(readSectors) * sectorBytes,
      writtenBytes: Number(writtenSectors) * sectorBytes,
      busyMs: Number(busyMs),
    };
  }
  return null;
}
