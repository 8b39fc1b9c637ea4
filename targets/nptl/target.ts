/** POSIX threads, on the very workload source of the native target. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

export default defineTarget({
  name: 'nptl',
  title: 'POSIX threads (NPTL)',
  summary:
    'One kernel thread each, pthread mutex and conditions; the C++ source of the workload is that of native.',
  standsFor: 'NPTL',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/native' }],
  suites: {
    'producer-consumer': {
      command: nodeProgram(import.meta.url, '../native/program.js', 'posix'),
    },
    pipe: { command: nodeProgram(import.meta.url, '../native/program.js', 'posix') },
    primitives: { command: nodeProgram(import.meta.url, '../native/primitives.js', 'posix') },
  },
});
