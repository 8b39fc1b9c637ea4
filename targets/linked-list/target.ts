/** The plainest user-level threads, to measure the native ones against. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

const switchesOnly = 'it has switches and nothing else';

export default defineTarget({
  name: 'linked-list',
  aside: true,
  title: 'Linked list of threads',
  summary: 'User-level threads in C++ with a linked list for a run queue and 16 KiB stacks on small pages.',
  standsFor: 'the scheduler that anybody writes first; a reference for the switch of native',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/native' }],
  suites: {
    primitives: { command: nodeProgram(import.meta.url, '../native/primitives.js', 'linked-list') },
    'producer-consumer': { unsupported: switchesOnly },
    pipe: { unsupported: switchesOnly },
    web: { unsupported: switchesOnly },
  },
});
