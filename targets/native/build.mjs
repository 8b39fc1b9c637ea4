/** Builds the addon with the native thread packages and workloads: `dist/targets/native/tutti.node`. */
import headers from 'node-api-headers';
import { liburing } from '../../harness/setup/libraries.mjs';
import { compileOnThreads } from './compile-on-threads.mjs';
import { addonFlags, addonLink, addonSources, ioSources, threadSources } from './sources.mjs';

await compileOnThreads({
  folder: 'targets/native',
  compile: addonFlags(headers.include_dir),
  optional: [liburing],
  outputs: [
    { file: 'tutti.node', sources: addonSources, link: addonLink },
    { file: 'libtutti-threads.a', sources: [...threadSources, ...ioSources] },
  ],
});
