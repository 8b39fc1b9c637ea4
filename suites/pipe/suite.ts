/** The pipe suite: Capriccio (SOSP 2003) section 2.6 and figure 2. */
import { defineSuite } from '../../harness/authoring/index.js';
import { cpuPerWork, kernelSwitchesPerWork, peakMemory, throughput } from '../../harness/model/metric.js';
import { claims } from './claims.js';
import { figures } from './figures.js';
import { verify } from './verify.js';

/** Those of the paper: 4 to 65,536. */
const powersOfTwo = Array.from({ length: 15 }, (_, exponent) => 2 ** (exponent + 2));

export default defineSuite({
  name: 'pipe',
  title: 'Tokens in pipes',
  summary: 'Small tokens go from pipe to pipe, with one thread or state machine to each pipe.',
  work: { one: 'token', many: 'tokens' },
  factors: [
    { name: 'pipes', title: 'Pipes (= threads)', unit: 'pipes', default: 128, minimum: 2 },
    { name: 'route', title: 'Seed of the way that tokens take', unit: '', default: 1, minimum: 0 },
  ],
  metrics: [
    throughput('tokens'),
    cpuPerWork('token'),
    kernelSwitchesPerWork('token'),
    {
      name: 'switchesPerToken',
      title: 'Thread switches per token (user-level)',
      unit: 'switches',
      better: 'lower',
      source: 'target',
    },
    peakMemory(),
  ],
  profiles: {
    smoke: [{ pipes: [4, 64] }],
    quick: [{ pipes: [1024] }],
    standard: [{ pipes: powersOfTwo }],
    paper: [{ pipes: powersOfTwo }],
  },
  figures,
  claims,
  verify,
});
