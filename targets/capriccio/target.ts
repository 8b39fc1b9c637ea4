import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

const version = [process.execPath, '--version'];

export default [
  defineTarget({
    name: 'capriccio',
    title: 'Capriccio for JavaScript',
    summary: 'User-level threads in TypeScript: one generator a thread, strictly first in, first out.',
    standsFor: 'Capriccio (SOSP 2003), in the language of the harness',
    runtime: 'node',
    suites: {
      'producer-consumer': { command: nodeProgram(import.meta.url, './producer-consumer.js') },
      primitives: { command: nodeProgram(import.meta.url, './primitives.js') },
      web: { command: nodeProgram(import.meta.url, './web.js') },
    },
    version,
  }),
  defineTarget({
    name: 'capriccio:recent-first',
    title: 'Capriccio for JavaScript, recent first',
    summary:
      'The same threads; of 64 turns and wake-ups, 63 go to the latest thread and one to the one that has waited longest.',
    standsFor: 'a wake order that trades fairness for the caches, as Go and most thread pools do',
    runtime: 'node',
    suites: {
      'producer-consumer': {
        command: nodeProgram(import.meta.url, './producer-consumer.js', 'recent-first'),
      },
      primitives: { unsupported: 'the wake order does not change the primitives; see capriccio' },
      web: { command: nodeProgram(import.meta.url, './web-recent-first.js') },
    },
    version,
  }),
];
