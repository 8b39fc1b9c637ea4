/**
 * `npm pack` runs this first: everything that a package carries compiled (JavaScript, the dashboard's page, the types of
 * the authoring door) is brought up to date. Native parts are not in it: they are built where they are used.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildPortable } from './build.mjs';
import { top } from './house.mjs';
import { installDependencies } from './install.mjs';

installDependencies();
await buildPortable();
const { status } = spawnSync(
  process.execPath,
  [join(top, 'node_modules/typescript/bin/tsc'), '-p', join(top, 'harness/setup/tsconfig.types.json')],
  { stdio: ['ignore', 2, 2] },
);
process.exitCode = status === 0 ? 0 : 3;
