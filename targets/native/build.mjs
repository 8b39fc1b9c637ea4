/** Builds the addon with the native thread packages and workloads: `dist/targets/native/tutti.node`. */
import headers from 'node-api-headers';
import { compile, writeReport } from '../../harness/setup/compile.mjs';
import { liburing } from '../../harness/setup/libraries.mjs';
import { addonFlags, addonLink, addonSources, ioSources, switchSource, threadSources } from './sources.mjs';

if (switchSource === undefined) {
  writeReport('targets/native', {
    ok: false,
    reason: `no context switch is written for ${process.platform} on ${process.arch}`,
    remedy: 'run on Linux on x86-64 or aarch64',
    versions: {},
  });
} else {
  await compile({
    folder: 'targets/native',
    compile: addonFlags(headers.include_dir),
    optional: [liburing],
    outputs: [
      { file: 'tutti.node', sources: addonSources, link: addonLink },
      { file: 'libtutti-threads.a', sources: [...threadSources, ...ioSources] },
    ],
  });
}
