/** Threads in the manner of LinuxThreads, on the very workload source of the native target. */
import { defineTarget, nodeProgram, speakingProgram } from '../../harness/authoring/index.js';

const program = (file = 'program') => ({
  command: nodeProgram(import.meta.url, `../native/${file}.js`, 'linuxthreads'),
});

export default defineTarget({
  name: 'linuxthreads',
  title: 'LinuxThreads',
  summary:
    'One kernel thread each, made by a manager thread, suspended and restarted by signals, without futexes; the C++ source of the workload is that of native.',
  standsFor: 'LinuxThreads',
  runtime: 'native',
  needs: [{ type: 'build', build: 'targets/native' }],
  suites: {
    'producer-consumer': program(),
    pipe: program(),
    primitives: program('primitives'),
    'disk-cache': program(),
    'disk-head': program(),
    web: { command: speakingProgram(import.meta.url, '../native/server.js', 'linuxthreads') },
  },
});
