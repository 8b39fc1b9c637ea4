/** The web suite: Capriccio (SOSP 2003) section 5.1 and figure 9. */
import { defineSuite } from '../../harness/authoring/index.js';
import {
  cpuPerWork,
  failedRequests,
  kernelSwitchesPerWork,
  type Metric,
  peakMemory,
  throughput,
} from '../../harness/model/metric.js';
import { percent } from '../../harness/model/percent.js';
import { claims } from './claims.js';
import { figures } from './figures.js';
import { fileSetFor } from './file-set/materials.js';
import { verify } from './verify.js';

/** Those of the paper: 1 to 16,384. */
const powersOfTwo = Array.from({ length: 15 }, (_, exponent) => 2 ** exponent);
const wholePaper = { directories: [680] };

/** A quantile of the response times: from when a request was due, or from when it was sent. */
const latency = (name: string, of: string, at: number): Metric => ({
  name,
  title: `${of}, ${at === 0.5 ? 'median' : percent(at)}`,
  unit: 'us',
  better: 'lower',
  source: 'generator',
  quantile: { of, at },
});
const responseTime = 'Response time';
const fromRealStart = 'Response time from the real start';

export default defineSuite({
  name: 'web',
  title: 'Static web server',
  summary: 'Clients ask a server for files: five requests a connection, with pauses between them.',
  work: { one: 'request', many: 'requests' },
  factors: [
    { name: 'clients', title: 'Clients', unit: '', default: 128, minimum: 1 },
    {
      name: 'requestsPerConnection',
      title: 'Requests per connection (0: no end)',
      unit: 'requests',
      default: 5,
      minimum: 0,
    },
    { name: 'pauseMs', title: 'Pause between requests', unit: 'ms', default: 20, minimum: 0 },
    { name: 'rate', title: 'Requested rate (0: closed loop)', unit: 'requests/s', default: 0, minimum: 0 },
    { name: 'directories', title: 'Directories of files, 5.1 MB each', unit: '', default: 6, minimum: 1 },
    { name: 'cacheMb', title: "Limit of the server's page cache", unit: 'MB', default: 200, minimum: 0 },
  ],
  metrics: [
    throughput('requests'),
    { name: 'bandwidth', title: 'Bandwidth', unit: 'Mb/s', better: 'higher', source: 'generator' },
    latency('latencyP50', responseTime, 0.5),
    latency('latencyP90', responseTime, 0.9),
    latency('latencyP99', responseTime, 0.99),
    latency('latencyP999', responseTime, 0.999),
    latency('uncorrectedP50', fromRealStart, 0.5),
    latency('uncorrectedP99', fromRealStart, 0.99),
    {
      name: 'connectionRate',
      title: 'Connections per second',
      unit: 'connections/s',
      better: 'higher',
      source: 'generator',
    },
    {
      name: 'fairness',
      title: "Fairness (Jain's index)",
      unit: 'index',
      better: 'higher',
      source: 'generator',
    },
    failedRequests(),
    cpuPerWork('request'),
    kernelSwitchesPerWork('request'),
    peakMemory(),
  ],
  profiles: {
    smoke: [{ clients: [1, 16], pauseMs: [1] }],
    quick: [{ clients: [1024] }],
    standard: [{ clients: powersOfTwo }],
    paper: [{ clients: powersOfTwo, ...wholePaper }],
  },
  figures,
  // Without pauses the server is the limit, and not the clients.
  qualifyAt: { clients: 64, pauseMs: 0 },
  load: { generator: 'sessions' },
  materials: ({ directories }) => fileSetFor(Number(directories)),
  claims,
  verify,
});
