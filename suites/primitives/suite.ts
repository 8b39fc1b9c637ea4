/** The primitives suite: table 1 of the Capriccio paper (SOSP 2003, section 2.4), and the same among ever more threads. */
import { defineSuite } from '../../harness/authoring/index.js';
import type { Metric } from '../../harness/model/metric.js';
import { claims } from './claims.js';
import { figures, published } from './figures.js';
import { verify } from './verify.js';

function time(name: string, title: string): Metric {
  return { name, title, unit: 'ns', better: 'lower', source: 'target' };
}

export default defineSuite({
  name: 'primitives',
  title: 'Primitives of a thread package',
  summary:
    'The time of each thing a thread package does: create, switch, lock, hand over, send, sleep; and the memory of a thread that waits.',
  work: { one: 'operation', many: 'operations' },
  factors: [{ name: 'threads', title: 'Threads', unit: 'threads', default: 2, minimum: 2 }],
  metrics: [
    time('switchTime', 'Time of a switch to the next of all threads'),
    time('createTime', 'Time to create a thread and make it ready'),
    time('lifeTime', 'Time to create a thread, run it to its end, and join it'),
    time('lockTime', 'Time to lock and unlock a free mutex'),
    time('handOffTime', 'Time to hand the turn to another thread that waits for it'),
    time('channelTime', 'Time to send a message to another thread and receive it there'),
    time('timerTime', 'CPU time to fall asleep among all threads and to wake'),
    {
      name: 'memoryPerThread',
      title: 'Memory of a thread that waits',
      unit: 'bytes',
      better: 'lower',
      source: 'target',
    },
  ],
  profiles: {
    smoke: [{ threads: [2] }],
    quick: [{ threads: [2] }],
    standard: [{ threads: [2, 100, 1000, 10_000, 100_000] }],
    paper: [{ threads: [2, 100, 1000, 10_000, 100_000, 1_000_000] }],
  },
  figures,
  published,
  claims,
  verify,
});
