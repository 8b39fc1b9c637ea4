import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

export default defineTarget({
  name: 'worker-threads',
  title: 'Node worker threads',
  summary:
    'One worker thread for every thread of a suite; a futex mutex and condition variables on Atomics.wait, reads that block.',
  standsFor: 'kernel threads in Node',
  runtime: 'node',
  suites: {
    'producer-consumer': { command: nodeProgram(import.meta.url, './producer-consumer.js') },
    primitives: { command: nodeProgram(import.meta.url, './primitives.js') },
    web: { command: nodeProgram(import.meta.url, './web.js') },
    'disk-cache': { command: nodeProgram(import.meta.url, './disk.js') },
    'disk-head': { command: nodeProgram(import.meta.url, './disk.js') },
  },
});
