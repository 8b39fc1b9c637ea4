import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';
import { nginxProgram } from './configuration.js';

const shared = {
  standsFor: 'what a user would pick instead: the event-driven web server in widest use',
  runtime: 'nginx',
  thirdParty: true,
  needs: [{ type: 'command' as const, command: nginxProgram, remedy: 'apt-get install nginx-light' }],
  version: ['sh', '-c', `${nginxProgram} -v 2>&1`],
};

export default [
  defineTarget({
    ...shared,
    name: 'nginx',
    title: 'nginx, one worker',
    summary:
      'nginx as its distribution builds it, with one worker that reads files and waits for sockets by epoll.',
    suites: { web: { command: nodeProgram(import.meta.url, './program.js') } },
  }),
  defineTarget({
    ...shared,
    name: 'nginx:thread-pool',
    title: 'nginx, files by a thread pool',
    summary:
      'The same, with files read by 32 kernel threads, so that a slow disk does not keep the worker waiting.',
    suites: { web: { command: nodeProgram(import.meta.url, './program.js', '--thread-pool') } },
  }),
];
