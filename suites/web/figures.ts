/** Figure 9 of the Capriccio paper (7.5 of the lecture), and what it does not show. */
import { readReference } from '../../harness/authoring/index.js';
import type { Figure } from '../../harness/model/figure.js';

/** The paper's client: a closed loop of five requests a connection, 20 ms apart; a page cache of 200 MB. */
const paperClient = { requestsPerConnection: 5, pauseMs: 20, rate: 0, cacheMb: 200 };
/** The paper's 3.2 GB of files, which its cache does not hold; and 29 MB, which any cache does. */
const paperFiles = { ...paperClient, directories: 680 };
const fewFiles = { ...paperClient, directories: 6 };

const reference = readReference(import.meta.url, './reference.json');
const clients = { factor: 'clients', scale: 'log' } as const;

export const figures: Figure[] = [
  {
    id: '7.5',
    title: 'Web server bandwidth, 3.2 GB of files',
    x: clients,
    y: { metric: 'bandwidth', scale: 'linear' },
    fixed: paperFiles,
    reference,
  },
  {
    id: '7.5-in-memory',
    title: 'Web server bandwidth, files in memory',
    x: clients,
    y: { metric: 'bandwidth', scale: 'linear' },
    fixed: fewFiles,
    reference,
  },
  {
    id: 'web-latency',
    title: 'Response time of the slowest percent, files in memory',
    x: clients,
    y: { metric: 'latencyP99', scale: 'log' },
    fixed: fewFiles,
  },
  {
    id: 'web-cpu',
    title: 'CPU time of the server per request, files in memory',
    x: clients,
    y: { metric: 'cpuPerWork', scale: 'log' },
    fixed: fewFiles,
  },
];
