/** The primitives suite: table 1 of the Capriccio paper (SOSP 2003, section 2.4), on the JavaScript side by tinybench. */
import { defineSuite } from '../../harness/authoring/index.js';
import { figures } from './figures.js';
import { verify } from './verify.js';

export default defineSuite({
  name: 'primitives',
  title: 'Primitives of a thread package',
  summary: 'The time to switch between threads, to lock and unlock a free mutex, and to create a thread.',
  work: { one: 'operation', many: 'operations' },
  factors: [{ name: 'threads', title: 'Threads that switch', unit: 'threads', default: 2, minimum: 2 }],
  metrics: [
    { name: 'switchTime', title: 'Time of a thread switch', unit: 'ns', better: 'lower', source: 'target' },
    {
      name: 'lockTime',
      title: 'Time to lock and unlock a free mutex',
      unit: 'ns',
      better: 'lower',
      source: 'target',
    },
    { name: 'createTime', title: 'Time to create a thread', unit: 'ns', better: 'lower', source: 'target' },
  ],
  profiles: {
    smoke: [{ threads: [2] }],
    quick: [{ threads: [2] }],
    standard: [{ threads: [2] }],
    paper: [{ threads: [2] }],
  },
  figures,
  verify,
});
