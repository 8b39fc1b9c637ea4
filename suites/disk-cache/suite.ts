/** The disk-cache suite: Capriccio (SOSP 2003) section 2.6 and figure 4. */
import { defineSuite } from '../../harness/authoring/index.js';
import { claims } from './claims.js';
import { figures } from './figures.js';
import { diskFilesFor } from './files/materials.js';
import { readMetrics } from './metrics.js';
import { verify } from './verify.js';

/** Those of the paper: 2^-11 to 1. */
const powersOfTwo = Array.from({ length: 12 }, (_, exponent) => 2 ** (exponent - 11));
const least = 2 ** -11;

export default defineSuite({
  name: 'disk-cache',
  title: 'Disk reads with a buffer cache',
  summary: 'Threads read blocks of 4 KiB; how many of them come from the disk is the miss rate.',
  work: { one: 'block', many: 'blocks' },
  factors: [
    { name: 'missRate', title: 'Miss rate', unit: '', default: least, minimum: 0 },
    { name: 'threads', title: 'Threads', unit: 'threads', default: 200, minimum: 1 },
    { name: 'cachedMb', title: 'File of the hits', unit: 'MiB', default: 64, minimum: 1 },
    { name: 'directMb', title: 'File of the misses', unit: 'MiB', default: 256, minimum: 1 },
    {
      name: 'verifyEvery',
      title: 'One block is verified of so many',
      unit: 'blocks',
      default: 64,
      minimum: 1,
    },
  ],
  metrics: [
    ...readMetrics,
    {
      name: 'hitsWithoutSwitch',
      title: 'Hits read without leaving the thread',
      unit: 'share',
      better: 'higher',
      source: 'target',
    },
  ],
  profiles: {
    smoke: [{ missRate: [least, 2 ** -4, 1], threads: [16], directMb: [16], verifyEvery: [1] }],
    quick: [{ missRate: [least, 1] }],
    standard: [{ missRate: powersOfTwo }],
    paper: [{ missRate: powersOfTwo, directMb: [1024] }],
  },
  figures,
  materials: ({ cachedMb, directMb }) => diskFilesFor(Number(cachedMb), Number(directMb)),
  claims,
  verify,
});
