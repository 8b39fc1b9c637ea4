/** State Threads, on the very workload source of the native target. */
import { fileURLToPath } from 'node:url';
import { defineTarget, nodeProgram, speakingProgram } from '../../harness/authoring/index.js';

/** The package and where it is. */
const played = ['state-threads', '--addon', fileURLToPath(new URL('./tutti.node', import.meta.url))];

const program = (file = 'program') => ({
  command: nodeProgram(import.meta.url, `../native/${file}.js`, ...played),
});

export default defineTarget({
  name: 'state-threads',
  aside: true,
  title: 'State Threads',
  summary:
    'Threads of the library st on one kernel thread, with epoll or poll; the C++ source of the workload is that of native.',
  standsFor: 'what a user would pick instead: user-level threads for servers, in C, with blocking calls',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/state-threads' }],
  suites: {
    'producer-consumer': program(),
    pipe: program(),
    primitives: program('primitives'),
    'disk-cache': { unsupported: 'the library waits for no file: a read stops all its threads' },
    'disk-head': { unsupported: 'the library waits for no file: a read stops all its threads' },
    web: { command: speakingProgram(import.meta.url, '../native/server.js', ...played) },
  },
});
