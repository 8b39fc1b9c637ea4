/** `npm run bench -- disk`: reads from the page cache and the disk, against kernel threads, fio and Node's own ways. */
import { defineBench } from '../../harness/authoring/index.js';
import type { Comparison } from '../../harness/model/bench.js';

/** Ours is to win where the original lost: nearly all blocks are in the page cache. */
const cached = { missRate: 2 ** -11, threads: 200, cachedMb: 64, directMb: 256, verifyEvery: 64 };
const uncached = { ...cached, missRate: 1 };
/** The rival that nothing distracts: it never misses, and there is nobody to switch to. */
const bare = { ...cached, missRate: 0, threads: 1 };

const natives = ['native', 'native:io-uring'];

const beside = (
  what: string,
  target: string,
  rival: string,
  point: Comparison['point'],
  reach: number,
  suite = 'disk-cache',
): Comparison => ({ what, suite, target, rival, point, metric: 'throughput', reach });

export default defineBench({
  name: 'disk',
  summary: 'blocks of 4 KiB read per second, from the page cache and past it',
  comparisons: [
    ...natives.flatMap((target) => [
      beside(`${target}, miss rate 2^-11`, target, 'nptl:one-processor', cached, 1.2),
      {
        ...beside(`${target}, miss rate 2^-11, over a bare loop of hits`, target, 'bare-read', cached, 0.9),
        rivalPoint: bare,
      },
      beside(`${target}, miss rate 1`, target, 'fio:io-uring', uncached, 0.97),
    ]),
    ...Array.from({ length: 11 }, (_, exponent) =>
      beside(
        `native, ${2 ** exponent} threads`,
        'native',
        'fio:io-uring',
        { threads: 2 ** exponent, directMb: 256, verifyEvery: 64 },
        0.95,
        'disk-head',
      ),
    ),
    beside('TypeScript threads, miss rate 2^-11', 'capriccio', 'event-loop:promises', cached, 4),
  ],
});
