/** `npm run bench -- threads`: switches, creation and memory of many threads. */
import { defineBench } from '../../harness/authoring/index.js';
import type { Bound, Comparison } from '../../harness/model/bench.js';

const suite = 'primitives';

function switches(threads: number, reach: number): Comparison {
  return {
    what: `native, switch among ${threads} threads`,
    suite,
    point: { threads },
    metric: 'switchTime',
    target: 'native',
    rival: 'linked-list',
    reach,
  };
}

/** Created, run to its end, joined. */
const life: Comparison = {
  what: 'native, life of each of 100000 threads',
  suite,
  point: { threads: 100_000 },
  metric: 'lifeTime',
  target: 'native',
  rival: 'nptl',
  // More than about 30,000 kernel threads cannot be created: fewer are an advantage for the rival.
  rivalPoint: { threads: 10_000 },
  reach: 40,
};

function memory(target: string, bytes: number): Bound {
  return {
    what: `${target}, memory of each of 100000 parked threads`,
    suite,
    point: { threads: 100_000 },
    metric: 'memoryPerThread',
    target,
    bound: bytes,
  };
}

export default defineBench({
  name: 'threads',
  summary: 'switches among many threads, their creation, and their memory',
  comparisons: [
    switches(100_000, 6),
    switches(1_000_000, 5),
    life,
    memory('native', 4.3 * 1024),
    memory('native:small-stacks', 1.2 * 1024),
  ],
});
