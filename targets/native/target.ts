/** User-level threads in C++. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

const common = {
  standsFor: 'Capriccio',
  runtime: 'native',
  needs: [{ type: 'build' as const, build: 'targets/native' }],
};

export default [
  defineTarget({
    ...common,
    name: 'native',
    title: 'Native threads',
    summary:
      'User-level threads in C++ in a Node addon: an assembly switch, a run queue that prefetches, 64 KiB stacks.',
    suites: {
      'producer-consumer': { command: nodeProgram(import.meta.url, './program.js', 'user-level') },
      pipe: { command: nodeProgram(import.meta.url, './program.js', 'user-level') },
      primitives: { command: nodeProgram(import.meta.url, './primitives.js', 'user-level') },
    },
  }),
  defineTarget({
    ...common,
    name: 'native:small-stacks',
    title: 'Native threads, small stacks',
    summary: 'The same threads on stacks of 1 KiB, four to a page.',
    suites: {
      primitives: {
        command: nodeProgram(import.meta.url, './primitives.js', 'user-level', '--stack-bytes', '1024'),
      },
      'producer-consumer': { unsupported: 'the size of the stacks is measured in primitives' },
      pipe: { unsupported: 'the size of the stacks is measured in primitives' },
    },
  }),
];
