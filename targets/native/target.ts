/** User-level threads in C++. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

export default defineTarget({
  name: 'native',
  title: 'Native threads',
  summary:
    'User-level threads in C++ in a Node addon: an assembly switch, a run queue that prefetches, 64 KiB stacks.',
  standsFor: 'Capriccio',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/native' }],
  suites: {
    'producer-consumer': { command: nodeProgram(import.meta.url, './program.js', 'user-level') },
    pipe: { command: nodeProgram(import.meta.url, './program.js', 'user-level') },
  },
});
