/** The producer-consumer suite: lecture figure 7.3, Capriccio (SOSP 2003) section 2.5 and figure 1. */
import { defineSuite } from '../../harness/authoring/index.js';
import { cpuPerWork, kernelSwitchesPerWork, peakMemory, throughput } from '../../harness/model/metric.js';
import { claims } from './claims.js';
import { figures } from './figures.js';
import { verify } from './verify.js';

const powersOfTwo = Array.from({ length: 16 }, (_, exponent) => 2 ** exponent);

export default defineSuite({
  name: 'producer-consumer',
  title: 'Producers and consumers',
  summary: 'N producers and N consumers share one bounded buffer under a mutex and two condition variables.',
  work: { one: 'item', many: 'items' },
  factors: [
    { name: 'pairs', title: 'Producers (= consumers)', unit: 'pairs', default: 1, minimum: 1 },
    { name: 'capacity', title: 'Buffer capacity', unit: 'items', default: 1, minimum: 1 },
    {
      name: 'spin',
      title: 'Bound of the random work on an item',
      unit: 'steps',
      default: 32,
      minimum: 0,
    },
  ],
  metrics: [
    throughput('items'),
    cpuPerWork('item'),
    kernelSwitchesPerWork('item'),
    {
      name: 'switchesPerItem',
      title: 'Thread switches per item (user-level)',
      unit: 'switches',
      better: 'lower',
      source: 'target',
    },
    {
      name: 'createTime',
      title: 'Time to create one thread',
      unit: 'us',
      better: 'lower',
      source: 'target',
    },
    peakMemory(),
  ],
  profiles: {
    smoke: [{ pairs: [1, 64], capacity: [1, 128] }],
    quick: [{ pairs: [1, 1024], capacity: [1] }],
    standard: [
      { pairs: powersOfTwo, capacity: [1] },
      { pairs: [1, 8, 64, 512, 4096, 32_768], capacity: [128] },
    ],
    paper: [{ pairs: powersOfTwo, capacity: [1, 128] }],
  },
  figures,
  claims,
  verify,
});
