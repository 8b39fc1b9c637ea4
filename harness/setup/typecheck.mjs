/** `npm run typecheck`: the compiler is the one we mean, and finds nothing. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './house.mjs';

const tsc = join(top, 'node_modules/typescript/bin/tsc');
/** @type {{ devDependencies: { typescript: string } }} */
const { devDependencies } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
const said = spawnSync(process.execPath, [tsc, '--version'], { encoding: 'utf8' }).stdout.trim();
if (said !== `Version ${devDependencies.typescript}`) {
  process.stderr.write(
    `the compiler says "${said}" and should be ${devDependencies.typescript}: run npm ci\n`,
  );
  process.exit(1);
}
process.exitCode =
  spawnSync(process.execPath, [tsc, '-p', join(top, 'tsconfig.json')], { stdio: 'inherit' }).status ?? 1;
