/** Builds the server that load generators are checked against: `dist/harness/load/conformance/server/synthetic-server`. */
import { compile, writeReport } from '../../../setup/compile.mjs';
import { liburing } from '../../../setup/libraries.mjs';
import { ioSources, packageFlags, switchSource, threadSources } from '../../../../targets/native/sources.mjs';

const folder = 'harness/load/conformance/server';
const own = ['behaviour', 'main', 'server'].map((name) => `${folder}/${name}.cc`);

if (switchSource === undefined) {
  writeReport(folder, {
    ok: false,
    reason: `no context switch is written for ${process.platform} on ${process.arch}`,
    remedy: 'check generators on Linux on x86-64 or aarch64',
    versions: {},
  });
} else {
  await compile({
    folder,
    compile: packageFlags,
    optional: [liburing],
    outputs: [
      { file: 'synthetic-server', sources: [...threadSources, ...ioSources, ...own], link: ['-Wl,-z,now'] },
    ],
  });
}
