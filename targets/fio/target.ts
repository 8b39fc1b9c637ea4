/** fio, run as it is: what the machine's disk gives to a program made for asking it. */
import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

/** The disk suites with one of fio's engines. */
function disk(engine: string) {
  const command = nodeProgram(import.meta.url, './fio.js', engine);
  return { 'disk-cache': { command }, 'disk-head': { command } };
}

const common = {
  runtime: 'native',
  needs: [{ type: 'command' as const, command: 'fio', remedy: 'apt-get install fio' }],
  thirdParty: true,
  version: ['fio', '--version'],
};

export default [
  defineTarget({
    ...common,
    name: 'fio',
    title: 'fio, kernel threads',
    summary:
      'The flexible I/O tester with its psync engine: a kernel thread in pread for every thread of the suite.',
    standsFor: "the machine's own limit, for threads that block",
    suites: disk('psync'),
  }),
  defineTarget({
    ...common,
    name: 'fio:io-uring',
    aside: true,
    title: 'fio, io_uring',
    summary: 'The flexible I/O tester with one thread and as many reads under way as the suite has threads.',
    standsFor: "the machine's own limit, for one thread that does not block",
    suites: disk('io_uring'),
  }),
];
