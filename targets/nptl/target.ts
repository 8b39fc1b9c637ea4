/** POSIX threads, on the very workload source of the native target. */
import { defineTarget, nodeProgram, speakingProgram } from '../../harness/authoring/index.js';

const program = (file = 'program', ...args: string[]) => ({
  command: nodeProgram(import.meta.url, `../native/${file}.js`, 'posix', ...args),
});

export default [
  defineTarget({
    name: 'nptl',
    title: 'POSIX threads (NPTL)',
    summary:
      'One kernel thread each, pthread mutex and conditions; the C++ source of the workload is that of native.',
    standsFor: 'NPTL',
    runtime: 'native',
    needs: [{ type: 'build', build: 'targets/native' }],
    suites: {
      'producer-consumer': program(),
      pipe: program(),
      primitives: program('primitives'),
      'disk-cache': program(),
      'disk-head': program(),
      web: { command: speakingProgram(import.meta.url, '../native/server.js', 'posix') },
    },
  }),
  defineTarget({
    name: 'nptl:one-processor',
    aside: true,
    title: 'POSIX threads (NPTL), one processor',
    summary: 'The threads of nptl kept on one processor, which spares them the wake-ups from one to another.',
    standsFor: 'NPTL with no more processors than user-level threads have',
    runtime: 'native',
    needs: [{ type: 'build', build: 'targets/native' }],
    suites: {
      pipe: program('program', '--one-processor'),
      'disk-cache': program('program', '--one-processor'),
    },
  }),
];
