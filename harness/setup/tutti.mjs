#!/usr/bin/env node
/** The command `tutti`: brings the checkout up to date, then hands over to the compiled command line. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { dist } from './house.mjs';
import { installDependencies } from './install.mjs';

installDependencies();
await build();
await import(pathToFileURL(join(dist, 'harness/cli/main.js')).href);
