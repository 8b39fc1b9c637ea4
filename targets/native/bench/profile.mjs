/**
 * Counts what an item, or a token, costs, without noise: instructions and lines of memory outside the kernel.
 *
 *     node targets/native/bench/profile.mjs          (apt-get install valgrind)
 *
 * Cachegrind plays each program twice, once for twice as long; the difference is what the work itself needs. It knows
 * nothing of fetching ahead, so a miss is a line that the first-level cache did not have, whether it was waited for or not.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compile } from '../../../harness/setup/compile.mjs';
import { dist } from '../../../harness/setup/house.mjs';
import { liburing } from '../../../harness/setup/libraries.mjs';
import { packageFlags, workloadSources } from '../sources.mjs';

const folder = 'targets/native/bench/profile';
const report = await compile({
  folder,
  compile: [...packageFlags, '-fPIC', '-fvisibility=hidden'],
  optional: [liburing],
  outputs: [
    {
      file: 'playing',
      sources: [...workloadSources, 'targets/native/bench/playing.cc'],
      link: ['-Wl,-z,now'],
    },
  ],
});
if (!report.ok) throw new Error(report.reason);

/** The caches of the machine whose times README.md has. */
const caches = ['--cache-sim=yes', '--I1=32768,8,64', '--D1=49152,12,64', '--LL=33554432,16,64'];

/**
 * @param {string[]} program workload and package
 * @param {number} units
 * @param {string[]} numbers
 */
function count(program, units, numbers) {
  const playing = [join(dist, folder, 'playing'), ...program, String(units), ...numbers];
  const { stdout, stderr, status } = spawnSync(
    'valgrind',
    ['--tool=cachegrind', '--cachegrind-out-file=/dev/null', ...caches, ...playing],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr ?? 'valgrind is missing: apt-get install valgrind');
  const total = (/** @type {RegExp} */ name) => Number(name.exec(stderr)?.[1]?.replaceAll(',', ''));
  return [
    Number(stdout),
    total(/I +refs: +([\d,]+)/),
    total(/D1 +misses: +([\d,]+)/),
    total(/LLd misses: +([\d,]+)/),
  ];
}

/** @type {[workload: string, name: string, target: string, sizes: number[], units: number][]} */
const programs = [
  ['producer-consumer', 'pairs', 'user-level', [1, 10_000, 32_768, 100_000], 600_000],
  ['pipe', 'pipes', 'user-level', [1024, 8192], 200_000],
  ['pipe', 'pipes', 'epoll', [1024, 8192], 200_000],
];

console.log('| program | instructions | lines from beyond the first cache | from beyond the last |');
console.log('| --- | --- | --- | --- |');
for (const [workload, name, target, sizes, units] of programs) {
  for (const size of sizes) {
    const numbers = [`${name}=${size}`, 'capacity=1', 'spin=32', 'route=1'];
    const [once, twice] = [units, 2 * units].map((many) => count([workload, target], many, numbers));
    const more = (/** @type {number} */ field) => (twice?.[field] ?? NaN) - (once?.[field] ?? NaN);
    const each = (/** @type {number} */ field) => more(field) / more(0);
    console.log(
      `| ${target}, ${size} ${name} | ${each(1).toFixed(0)} | ${each(2).toFixed(1)} | ${each(3).toFixed(1)} |`,
    );
  }
}
