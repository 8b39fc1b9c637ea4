/** Libraries that native code uses where they are, and does without where they are not. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from './debian.mjs';
import { dist, isCheckout } from './house.mjs';

/**
 * A library.
 * @typedef {object} OptionalLibrary
 * @property {string} name
 * @property {string} package what Debian calls it
 * @property {string} define macro that tells the sources that it is there
 * @property {string[]} link flags of the linker
 * @property {string} probe a C++ program that compiles and links where the library is new enough
 */

/** @type {OptionalLibrary} */
export const liburing = {
  name: 'liburing',
  package: 'liburing-dev',
  define: 'TUTTI_HAS_LIBURING',
  // The static one: what is built here also runs where the library is not installed.
  link: ['-l:liburing.a'],
  probe: `#include <liburing.h>
    int main() {
      io_uring ring;
      io_uring_queue_init(8, &ring, IORING_SETUP_DEFER_TASKRUN);
      return io_uring_submit_and_get_events(&ring) + io_uring_get_events(&ring) + int(ring.cq.ring_mask);
    }`,
};

/**
 * Whether a compiler can use a library.
 * @param {string} compiler
 * @param {OptionalLibrary} library
 */
export function hasLibrary(compiler, library) {
  const args = ['-x', 'c++', '-std=c++20', '-', '-o', '/dev/null', ...library.link];
  return spawnSync(compiler, args, { input: library.probe }).status === 0;
}

/**
 * The same, after an attempt to install what is missing: one attempt for each `dist`, for it takes its time where there
 * is no network. In an installed package no attempt is made: a user's system is the user's.
 * @param {string} compiler
 * @param {OptionalLibrary} library
 */
export async function ensureLibrary(compiler, library) {
  if (hasLibrary(compiler, library)) return true;
  if (!isCheckout) return false;
  const tried = join(dist, `${library.package}.tried`);
  if (existsSync(tried)) return false;
  mkdirSync(dist, { recursive: true });
  writeFileSync(tried, '');
  await installPackage(library.package);
  return hasLibrary(compiler, library);
}
