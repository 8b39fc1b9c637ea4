/** `npm run bench -- web`: our servers against nginx, Node's own and themselves. */
import { defineBench } from '../../harness/authoring/index.js';
import type { Comparison } from '../../harness/model/bench.js';

/** Connections that stay, requests without pauses, files in memory: what a server can do at all. */
const busy = { requestsPerConnection: 0, pauseMs: 0, rate: 0, directories: 6, cacheMb: 200 };
/** The paper's client. */
const paperClient = { ...busy, requestsPerConnection: 5, pauseMs: 20 };
/** One request a connection, then nothing for as long as the launch lasts. */
const idle = { ...busy, pauseMs: 60_000 };

const manyClients = [16, 128, 1024, 4096, 10_000];

const web = (
  what: string,
  target: string,
  rival: string,
  point: Comparison['point'],
  reach: number,
  metric = 'throughput',
): Comparison => ({ what, suite: 'web', target, rival, point, metric, reach });

export default defineBench({
  name: 'web',
  summary: 'requests per second and their cost, against nginx, kernel threads and Node',
  comparisons: [
    ...manyClients.flatMap((clients) => [
      web(`native Knot, ${clients} clients`, 'native', 'nginx', { ...busy, clients }, 1),
      web(
        `its CPU time per request, ${clients} clients`,
        'native',
        'nginx',
        { ...busy, clients },
        1 / 0.9,
        'cpuPerWork',
      ),
    ]),
    {
      ...web(
        "native Knot, the paper's client, 16,384 clients",
        'native',
        'native',
        { ...paperClient, clients: 16_384 },
        0.95,
      ),
      rivalPoint: { ...paperClient, clients: 1024 },
    },
    web('native Knot, 4096 clients', 'native', 'nptl', { ...busy, clients: 4096 }, 1.5),
    ...[128, 1024].map((clients) =>
      web(`Knot in TypeScript, ${clients} clients`, 'capriccio', 'event-loop', { ...busy, clients }, 1.5),
    ),
    {
      what: 'peak memory of native Knot, 10,000 idle connections',
      suite: 'web',
      target: 'native',
      point: { ...idle, clients: 10_000 },
      metric: 'peakMemory',
      bound: 100e6,
    },
  ],
});
