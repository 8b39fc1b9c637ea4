/** One kernel thread, a state machine for each pipe, and epoll. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

export default defineTarget({
  name: 'epoll',
  title: 'State machines, epoll',
  summary:
    'One loop in C++ on one kernel thread: edge-triggered epoll says which pipes can be read, a state machine each reads.',
  standsFor: 'epoll, the event-driven program of figure 2',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/native' }],
  suites: {
    pipe: { command: nodeProgram(import.meta.url, '../native/program.js', 'epoll'), slowable: true },
    'producer-consumer': { unsupported: 'it has no threads to produce and to consume' },
    primitives: { unsupported: 'it has no threads to create or to switch' },
    web: { unsupported: 'its state machines are those of the pipe suite' },
  },
});
