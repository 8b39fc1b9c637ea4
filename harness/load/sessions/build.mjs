/** Builds our load generator: `dist/harness/load/sessions/sessions`. */
import { compile, writeReport } from '../../setup/compile.mjs';
import { liburing } from '../../setup/libraries.mjs';
import { packageFlags } from '../../../targets/native/sources.mjs';
import { sessionsSources } from './sources.mjs';

const folder = 'harness/load/sessions';

if (sessionsSources === undefined) {
  writeReport(folder, {
    ok: false,
    reason: `no context switch is written for ${process.platform} on ${process.arch}`,
    remedy: 'run on Linux on x86-64 or aarch64, or choose another generator',
    versions: {},
  });
} else {
  await compile({
    folder,
    compile: packageFlags,
    optional: [liburing],
    // Functions are bound at the start: binding one later would run the dynamic linker on a client's small stack.
    outputs: [{ file: 'sessions', sources: sessionsSources, link: ['-Wl,-z,now'] }],
  });
}
