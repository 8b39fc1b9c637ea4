/** Builds the server that load generators are checked against: `dist/harness/load/conformance/server/synthetic-server`. */
import { liburing } from '../../../setup/libraries.mjs';
import { compileOnThreads } from '../../../../targets/native/compile-on-threads.mjs';
import { ioSources, packageFlags, threadSources } from '../../../../targets/native/sources.mjs';

const folder = 'harness/load/conformance/server';
const own = ['behaviour', 'main', 'server'].map((name) => `${folder}/${name}.cc`);

await compileOnThreads(
  {
    folder,
    compile: packageFlags,
    optional: [liburing],
    outputs: [
      { file: 'synthetic-server', sources: [...threadSources, ...ioSources, ...own], link: ['-Wl,-z,now'] },
    ],
  },
  'check generators on Linux on x86-64 or aarch64',
);
