/**
 * Prints what looking for completions costs by how often it is done, for one backend:
 *
 *     node targets/native/bench/polling.mjs epoll
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compile } from '../../../harness/setup/compile.mjs';
import { dist } from '../../../harness/setup/house.mjs';
import { liburing } from '../../../harness/setup/libraries.mjs';
import { ioSources, packageFlags, threadSources } from '../sources.mjs';

const folder = 'targets/native/bench/polling';
const report = await compile({
  folder,
  compile: packageFlags,
  optional: [liburing],
  outputs: [
    {
      file: 'polling',
      sources: [...threadSources, ...ioSources, 'targets/native/bench/polling.cc'],
      link: ['-Wl,-z,now'],
    },
  ],
});
if (!report.ok) throw new Error(report.reason);
const { status } = spawnSync(join(dist, folder, 'polling'), process.argv.slice(2), { stdio: 'inherit' });
process.exitCode = status ?? 1;
