/** User-level threads in C++. */
import { defineTarget, nodeProgram, speakingProgram } from '../../harness/authoring/index.js';

const common = {
  standsFor: 'Capriccio',
  runtime: 'native',
  needs: [{ type: 'build' as const, build: 'targets/native' }],
};

const program = (file: 'program' | 'primitives', ...args: string[]) => ({
  command: nodeProgram(import.meta.url, `./${file}.js`, 'user-level', ...args),
  slowable: file === 'program',
});
const server = (...args: string[]) => ({
  command: speakingProgram(import.meta.url, './server.js', 'user-level', '--stack-bytes', '2048', ...args),
  slowable: true,
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
      'disk-cache': program('program'),
      'disk-head': program('program'),
      web: server(),
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
      'disk-cache': program('program', '--io', 'io_uring'),
      'disk-head': program('program', '--io', 'io_uring'),
      web: server('--io', 'io_uring'),
      'producer-consumer': { unsupported: 'it makes no blocking call; see native' },
      primitives: { unsupported: 'they make no blocking call; see native' },
    },
  }),
  defineTarget({
    ...common,
    name: 'native:pool',
    aside: true,
    title: 'Native threads, kernel-thread pool',
    summary:
      'The same threads, whose files are read by kernel threads, whether the page cache has them or not.',
    suites: {
      'disk-cache': program('program', '--io', 'pool'),
      'disk-head': program('program', '--io', 'pool'),
      'producer-consumer': { unsupported: 'it makes no blocking call; see native' },
      pipe: { unsupported: 'how pipes are waited for is measured in the target poll; see native' },
      primitives: { unsupported: 'they make no blocking call; see native' },
    },
  }),
  defineTarget({
    ...common,
    name: 'native:no-mapping',
    aside: true,
    title: 'Native threads, cached blocks by system call',
    summary: 'The threads of native:io-uring, which read what the page cache has by preadv2 with RWF_NOWAIT.',
    suites: {
      'disk-cache': program('program', '--io', 'io_uring', '--cached-reads', 'tried'),
      'disk-head': { unsupported: 'there it makes no difference; see native:io-uring' },
      'producer-consumer': { unsupported: 'it reads no file; see native' },
      pipe: { unsupported: 'it reads no file; see native' },
      primitives: { unsupported: 'they read no file; see native' },
    },
  }),
  defineTarget({
    ...common,
    name: 'native:no-fast-path',
    aside: true,
    title: 'Native threads, io_uring for cached blocks too',
    summary: 'The threads of native:io-uring, which make nothing of what the page cache has.',
    suites: {
      'disk-cache': program('program', '--io', 'io_uring', '--cached-reads', 'unknown'),
      'disk-head': { unsupported: 'there it makes no difference; see native:io-uring' },
      'producer-consumer': { unsupported: 'it reads no file; see native' },
      pipe: { unsupported: 'it reads no file; see native' },
      primitives: { unsupported: 'they read no file; see native' },
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
