import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';
import { apacheProgram } from './configuration.js';

const shared = {
  runtime: 'apache',
  thirdParty: true,
  needs: [{ type: 'command' as const, command: apacheProgram, remedy: 'apt-get install apache2-bin' }],
  version: [apacheProgram, '-v'],
};

export default [
  defineTarget({
    ...shared,
    name: 'apache',
    title: 'Apache, worker MPM',
    summary: 'Apache 2.4 as its distribution builds it, with a kernel thread for each connection.',
    standsFor: 'Apache on kernel threads, which the paper compares with itself on Capriccio (section 5)',
    suites: { web: { command: nodeProgram(import.meta.url, './program.js', 'worker') } },
  }),
  defineTarget({
    ...shared,
    name: 'apache:event',
    title: 'Apache, event MPM',
    summary: 'The same with kernel threads for requests only; idle connections are watched by one of them.',
    standsFor: 'what a user would pick instead: how Apache is configured today',
    suites: { web: { command: nodeProgram(import.meta.url, './program.js', 'event') } },
  }),
  defineTarget({
    ...shared,
    name: 'apache:capriccio',
    title: 'Apache on user-level threads',
    summary:
      'The same unchanged worker MPM, with POSIX threads and blocking calls replaced by those of native: one kernel thread.',
    standsFor:
      'Apache on Capriccio, the result of the paper (section 5.2, 15 % over Apache on kernel threads)',
    needs: [...shared.needs, { type: 'build', build: 'targets/apache' }],
    suites: { web: { command: nodeProgram(import.meta.url, './program.js', 'capriccio') } },
  }),
];
