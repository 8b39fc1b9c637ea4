/** One kernel thread, a state machine for each pipe, and poll. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

export default defineTarget({
  name: 'poll',
  title: 'State machines, poll',
  summary:
    'One loop in C++ on one kernel thread: poll is asked about all pipes each time, a state machine each reads.',
  standsFor: 'poll, the event-driven program of figure 2',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/native' }],
  suites: {
    pipe: { command: nodeProgram(import.meta.url, '../native/program.js', 'poll'), slowable: true },
    'producer-consumer': { unsupported: 'it has no threads to produce and to consume' },
    primitives: { unsupported: 'it has no threads to create or to switch' },
    web: { unsupported: 'its state machines are those of the pipe suite' },
  },
});
