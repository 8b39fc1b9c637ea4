import { defineTarget, nodeProgram } from '../../harness/authoring/index.js';
import { withPool } from '../../suites/disk-cache/reading/pool.js';

const version = [process.execPath, '--version'];

const other = { unsupported: 'it differs only in how files are read' };
const elsewhere = { 'producer-consumer': other, primitives: other, web: other };

/** A suite whose program can slow itself down. */
function slowable(program: string, ...args: string[]) {
  return { command: nodeProgram(import.meta.url, program, ...args), slowable: true };
}

/** The disk suites. */
function disk(pool?: number, ...args: string[]) {
  const program = nodeProgram(import.meta.url, './disk.js', ...args);
  const command = pool === undefined ? program : withPool(pool, program);
  const way = { command, slowable: true };
  return { 'disk-cache': way, 'disk-head': way };
}

export default [
  defineTarget({
    name: 'capriccio',
    title: 'Capriccio for JavaScript',
    summary: 'User-level threads in TypeScript: one generator a thread, strictly first in, first out.',
    standsFor: 'Capriccio (SOSP 2003), in the language of the harness',
    runtime: 'node',
    suites: {
      'producer-consumer': slowable('./producer-consumer.js'),
      primitives: slowable('./primitives.js'),
      web: slowable('./web.js'),
      ...disk(),
    },
    version,
  }),
  defineTarget({
    name: 'capriccio:recent-first',
    aside: true,
    title: 'Capriccio for JavaScript, recent first',
    summary:
      'The same threads; of 64 turns and wake-ups, 63 go to the latest thread and one to the one that has waited longest.',
    standsFor: 'a wake order that trades fairness for the caches, as Go and most thread pools do',
    runtime: 'node',
    suites: {
      'producer-consumer': slowable('./producer-consumer.js', 'recent-first'),
      primitives: { unsupported: 'the wake order does not change the primitives; see capriccio' },
      web: slowable('./web-recent-first.js'),
      'disk-cache': { unsupported: 'whoever reads is woken by the disk; see capriccio' },
      'disk-head': { unsupported: 'whoever reads is woken by the disk; see capriccio' },
    },
    version,
  }),
  defineTarget({
    name: 'capriccio:pool-64',
    aside: true,
    title: 'Capriccio for JavaScript, pool of 64',
    summary: 'The same threads; 64 kernel threads instead of four do the reads that have to wait.',
    standsFor: 'what UV_THREADPOOL_SIZE is worth',
    runtime: 'node',
    suites: { ...elsewhere, ...disk(64) },
    version,
  }),
  defineTarget({
    name: 'capriccio:no-fast-path',
    aside: true,
    title: 'Capriccio for JavaScript, every read in the pool',
    summary: 'The same threads; no read is tried on the spot, whether the page cache has the block or not.',
    standsFor: 'what the fast path for cached blocks is worth',
    runtime: 'node',
    suites: { ...elsewhere, ...disk(undefined, 'no-fast-path') },
    version,
  }),
];
