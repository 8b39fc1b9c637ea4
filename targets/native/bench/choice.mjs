/**
 * Runs the switching benchmark as it is, or with one choice of threads/tuning.h changed:
 *
 *     node choice.mjs THREADS STACK_BYTES [FLAG ...]     node choice.mjs 100000 4096 -DTUTTI_BLOCK_AHEAD=0
 *
 * Compiles what is not there yet, and prints what the benchmark prints.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { compile } from '../../../harness/setup/compile.mjs';
import { dist } from '../../../harness/setup/house.mjs';
import { packageFlags, threadSources } from '../sources.mjs';

const [threads = '', stackBytes = '', ...flags] = process.argv.slice(2);
const digest = createHash('sha256').update(flags.join(' ')).digest('hex').slice(0, 8);
const folder = `targets/native/bench/${digest}`;
const report = await compile({
  folder,
  compile: [...packageFlags, ...flags],
  outputs: [{ file: 'switching', sources: [...threadSources, 'targets/native/bench/switching.cc'] }],
});
if (!report.ok) throw new Error(report.reason);
const { status } = spawnSync(join(dist, folder, 'switching'), [threads, stackBytes], { stdio: 'inherit' });
process.exitCode = status ?? 1;
