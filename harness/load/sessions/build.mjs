/** Builds our load generator: `dist/harness/load/sessions/sessions`. */
import { liburing } from '../../setup/libraries.mjs';
import { compileOnThreads } from '../../../targets/native/compile-on-threads.mjs';
import { packageFlags } from '../../../targets/native/sources.mjs';
import { sessionsSources } from './sources.mjs';

await compileOnThreads(
  {
    folder: 'harness/load/sessions',
    compile: packageFlags,
    optional: [liburing],
    // Functions are bound at the start: binding one later would run the dynamic linker on a client's small stack.
    outputs: [{ file: 'sessions', sources: sessionsSources, link: ['-Wl,-z,now'] }],
  },
  'run on Linux on x86-64 or aarch64, or choose another generator',
);
