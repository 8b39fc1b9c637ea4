import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';

/** A suite whose program can slow itself down. */
function slowable(program: string) {
  return { command: nodeProgram(import.meta.url, program), slowable: true };
}

/** The disk suites, whose program says itself what it needs to know. */
function disk(program: string) {
  return { 'disk-cache': slowable(program), 'disk-head': slowable(program) };
}

function noDisk(reason: string) {
  return { 'disk-cache': { unsupported: reason }, 'disk-head': { unsupported: reason } };
}

export default [
  defineTarget({
    name: 'event-loop',
    title: 'Event loop',
    summary: "Async functions on Node's loop with a bounded buffer that awaits only when it must wait.",
    standsFor: 'asynchronous code as a careful Node programmer writes it',
    runtime: 'node',
    suites: {
      'producer-consumer': slowable('./producer-consumer.js'),
      primitives: slowable('./primitives.js'),
      web: slowable('./web.js'),
      ...disk('./disk.js'),
    },
  }),
  defineTarget({
    name: 'event-loop:promise-mutex',
    aside: true,
    title: 'Event loop, promise mutex',
    summary: "Async functions on Node's loop with a mutex and condition variables made of promises.",
    standsFor: 'asynchronous code as usually written: a promise for every lock and every wait',
    runtime: 'node',
    suites: {
      'producer-consumer': slowable('./promise-mutex-producer-consumer.js'),
      primitives: { unsupported: 'see event-loop: the suite measures the promise mutex as its lock' },
      web: { unsupported: 'its server locks nothing; see event-loop' },
      ...noDisk('reading locks nothing; see event-loop and event-loop:promises'),
    },
  }),
  defineTarget({
    name: 'event-loop:staged',
    title: 'Event loop, staged',
    summary:
      "A staged event-driven server on Node's sockets: five stages with queues, batching controllers and admission control.",
    standsFor: 'Haboob, the web server of SEDA',
    runtime: 'node',
    suites: {
      web: slowable('./staged-web.js'),
      'producer-consumer': { unsupported: 'it is a server; see event-loop' },
      primitives: { unsupported: 'it is a server; see event-loop' },
      ...noDisk('it is a server; see event-loop'),
    },
  }),
  defineTarget({
    name: 'event-loop:promises',
    aside: true,
    title: 'Event loop, fs.promises',
    summary: "Async functions on Node's loop that read through file handles and promises.",
    standsFor: 'reading files as usually written in Node',
    runtime: 'node',
    suites: {
      ...disk('./promises-disk.js'),
      'producer-consumer': { unsupported: 'it differs only in how files are read' },
      primitives: { unsupported: 'it differs only in how files are read' },
      web: { unsupported: 'it differs only in how files are read' },
    },
  }),
];
