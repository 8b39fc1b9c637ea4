/** Builds the library that puts Apache on user-level threads: `dist/targets/apache/libtutti-pthreads.so`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../../harness/setup/house.mjs';
import { compileOnThreads } from '../native/compile-on-threads.mjs';
import { ioSources, packageFlags, threadSources } from '../native/sources.mjs';

const folder = 'targets/apache/preload';
const names = readFileSync(join(top, folder, 'interposed.h'), 'utf8').matchAll(/CALL\((\w+)\)/g);

const link = [
  '-shared',
  // What this library calls is the C library's own, not what it stands before it.
  ...[...names].map(([, name]) => `-Wl,--wrap=${name}`),
  `-Wl,--version-script=${join(top, folder, 'exported.map')}`,
  // Bound at once: binding a function at its first call takes more stack than a thread may have left.
  '-Wl,-z,now',
  // The C++ library would otherwise be a stranger's, whose calls end up here.
  '-static-libstdc++',
  '-static-libgcc',
];

await compileOnThreads({
  folder: 'targets/apache',
  compile: [...packageFlags, '-fPIC'],
  outputs: [
    {
      file: 'libtutti-pthreads.so',
      sources: [
        ...['calls', 'locks', 'package', 'posix_io', 'real', 'threads'].map((name) => `${folder}/${name}.cc`),
        ...threadSources,
        ...ioSources,
      ],
      link,
    },
  ],
});
