#!/usr/bin/env node
/**
 * The command `tutti`. A checkout is brought up to date first. An installed package is compiled already: it installs
 * nothing, and its native parts are built when a command first needs them.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { isCheckout, top } from './house.mjs';
import { installDependencies } from './install.mjs';
import { writableCopy } from './writable-copy.mjs';

if (isCheckout) {
  installDependencies();
  await build();
}
const home = isCheckout ? top : writableCopy();
await import(pathToFileURL(join(home, 'dist/harness/cli/main.js')).href);
