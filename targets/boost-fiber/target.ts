/** Boost.Fiber, on the very workload source of the native target. */
import { fileURLToPath } from 'node:url';
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

const program = (file = 'program') => ({
  command: nodeProgram(
    import.meta.url,
    `../native/${file}.js`,
    'boost-fiber',
    '--addon',
    fileURLToPath(new URL('./tutti.node', import.meta.url)),
  ),
});

export default defineTarget({
  name: 'boost-fiber',
  title: 'Boost.Fiber',
  summary:
    'Fibers of the Boost libraries on one kernel thread, round robin; the C++ source of the workload is that of native.',
  standsFor: 'what a user would pick instead: the user-level threads best known in C++',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/boost-fiber' }],
  suites: {
    'producer-consumer': program(),
    pipe: { unsupported: 'Boost.Fiber has no blocking I/O' },
    web: { unsupported: 'Boost.Fiber has no blocking I/O' },
    primitives: program('primitives'),
    'disk-cache': { unsupported: 'Boost.Fiber has no blocking I/O' },
    'disk-head': { unsupported: 'Boost.Fiber has no blocking I/O' },
  },
});
