/** User-level threads in C++. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

const common = {
  standsFor: 'Capriccio',
  runtime: 'native',
  needs: [{ type: 'build' as const, build: 'targets/native' }],
};

const program = (file: 'program' | 'primitives' | 'server', ...args: string[]) => ({
  command: nodeProgram(import.meta.url, `./${file}.js`, 'user-level', ...args),
});

export default [
  defineTarget({
    ...common,
    name: 'native',
    title: 'Native threads',
    summary:
      'User-level threads in C++ in a Node addon: an assembly switch, a run queue that prefetches, stacks of 4 KiB.',
    suites: {
      'producer-consumer': program('program'),
      pipe: program('program'),
      primitives: program('primitives'),
      web: program('server', '--stack-bytes', '2048'),
    },
  }),
  defineTarget({
    ...common,
    name: 'native:io-uring',
    aside: true,
    title: 'Native threads, io_uring',
    summary: 'The same threads, whose blocking calls wait by io_uring instead of epoll.',
    suites: {
      pipe: program('program', '--io', 'io_uring'),
      web: program('server', '--stack-bytes', '2048', '--io', 'io_uring'),
      'producer-consumer': { unsupported: 'it makes no blocking call; see native' },
      primitives: { unsupported: 'they make no blocking call; see native' },
    },
  }),
  defineTarget({
    ...common,
    name: 'native:small-stacks',
    aside: true,
    title: 'Native threads, small stacks',
    summary: 'The same threads on stacks of 1 KiB, four to a page.',
    suites: {
      primitives: program('primitives', '--stack-bytes', '1024'),
      'producer-consumer': { unsupported: 'the size of the stacks is measured in primitives' },
      pipe: { unsupported: 'the size of the stacks is measured in primitives' },
      web: { unsupported: 'the size of the stacks is measured in primitives' },
    },
  }),
];
