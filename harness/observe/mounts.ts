/** Which file system a folder is on. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readText } from './proc.js';

/** One line of /proc/self/mountinfo, as far as it is of use. */
export interface Mount {
  readonly point: string;
  /** Major and minor number of the device, as `8:1`; `0:27` where the file system has no device of its own. */
  readonly device: string;
  readonly type: string;
  /** What is mounted: a device file, or any word where there is no device. */
  readonly source: string;
  /** Those of the mount and those of the file system, comma after comma. */
  readonly options: string;
}

/** The mount that a folder, which need not be there yet, is or would be on; undefined where the system does not say. */
export function mountOf(folder: string, mountinfo = readText('/proc/self/mountinfo')): Mount | undefined {
  if (mountinfo === null) return undefined;
  const place = realpathSync(nearestThere(folder));
  return mountAt(place, mountinfo);
}

/** The mount that holds an absolute path: the longest mount point above it; of several mounted there, the last. */
export function mountAt(path: string, mountinfo: string): Mount | undefined {
  let found: Mount | undefined;
  for (const line of mountinfo.split('\n')) {
    const mount = parseMount(line);
    if (mount === undefined || !isBelow(path, mount.point)) continue;
    if (found === undefined || mount.point.length >= found.point.length) found = mount;
  }
  return found;
}

/** The nearest folder at or above a path that is there. */
export function nearestThere(path: string): string {
  let place = resolve(path);
  while (!existsSync(place)) place = dirname(place);
  return place;
}

/** `27 1 254:0 / /mnt/data rw,relatime shared:1 - ext4 /dev/vda rw,discard`: optional fields stand before the dash. */
function parseMount(line: string): Mount | undefined {
  const dash = line.indexOf(' - ');
  if (dash < 0) return undefined;
  const [, , device = '', , point = '', options = ''] = line.slice(0, dash).split(' ');
  const [type = '', source = '', superOptions = ''] = line.slice(dash + 3).split(' ');
  const all = [...new Set([...options.split(','), ...superOptions.split(',')])].filter((one) => one !== '');
  return { point: unescaped(point), device, type, source: unescaped(source), options: all.join(',') };
}

/** Blanks and backslashes are written as octal numbers. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

function isBelow(path: string, point: string): boolean {
  return path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
}
