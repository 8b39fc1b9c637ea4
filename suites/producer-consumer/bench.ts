/** `npm run bench -- threads`: the hand-off between threads, against the best known ways to do it on one processor. */
import { defineBench } from '../../harness/authoring/index.js';

const points = [
  { pairs: 1, capacity: 1, spin: 32 },
  { pairs: 10_000, capacity: 1, spin: 32 },
];

export default defineBench({
  name: 'threads',
  summary: "items handed over per second, buffer of 1, against Go's channels on one processor",
  comparisons: ['capriccio', 'native'].flatMap((target) =>
    points.map((point) => ({
      what: `${target} at ${point.pairs}+${point.pairs}`,
      suite: 'producer-consumer',
      point,
      metric: 'throughput',
      target,
      rival: 'go',
      reach: 1,
    })),
  ),
});
