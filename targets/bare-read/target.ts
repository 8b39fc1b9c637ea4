/** The plainest reader of cached blocks, to measure the native threads against. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

export default defineTarget({
  name: 'bare-read',
  title: 'A bare loop of reads',
  summary: 'One kernel thread that calls preadv2 with RWF_NOWAIT in a loop, with nobody to switch to.',
  standsFor: 'the bound of the page cache; a reference for the cached reads of native',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/native' }],
  suites: {
    'disk-cache': { command: nodeProgram(import.meta.url, '../native/program.js', 'bare-read') },
    'disk-head': { unsupported: 'it is one thread, which waits for the disk alone' },
  },
});
