/** `npm run bench -- threads`: the hand-off between threads, against the best known ways to do it on one processor. */
import { defineBench } from '../../harness/authoring/index.js';
import type { Comparison } from '../../harness/model/bench.js';

const at = (pairs: number) => ({ pairs, capacity: 1, spin: 32 });

function beside(target: string, pairs: number, rival: string, reach: number): Comparison {
  return {
    what: `${target}, ${pairs}+${pairs}`,
    suite: 'producer-consumer',
    point: at(pairs),
    metric: 'throughput',
    target,
    rival,
    reach,
  };
}

/** How much is left with many pairs of what one pair hands over. */
function ofOnePair(target: string, pairs: number, reach: number): Comparison {
  return { ...beside(target, pairs, target, reach), rivalPoint: at(1) };
}

export default defineBench({
  name: 'threads',
  summary:
    "items handed over per second, buffer of 1, against Go's channels and fibers, and against one pair",
  comparisons: [
    beside('capriccio', 1, 'go', 1),
    beside('capriccio', 10_000, 'go', 1),
    beside('capriccio:recent-first', 10_000, 'go', 1),
    beside('native', 1, 'go', 3.5),
    beside('native', 10_000, 'go', 3),
    beside('native', 10_000, 'boost-fiber', 10),
    ofOnePair('native', 32_768, 0.85),
    ofOnePair('native', 100_000, 0.6),
  ],
});
