/** The disk-head suite: Capriccio (SOSP 2003) section 2.6 and figure 3. */
import { defineSuite } from '../../harness/authoring/index.js';
import { diskFilesFor } from '../disk-cache/files/materials.js';
import { readMetrics } from '../disk-cache/metrics.js';
import { verify } from '../disk-cache/verify.js';
import { figures } from './figures.js';

/** Those of the paper: 1 to 1,024. */
const powersOfTwo = Array.from({ length: 11 }, (_, exponent) => 2 ** exponent);
/** MiB of the file that is not read here: that of disk-cache, so that both suites have the same files. */
const cachedMb = 64;

export default defineSuite({
  name: 'disk-head',
  title: 'Random disk reads',
  summary: 'Threads read blocks of 4 KiB at random places of a file, past the page cache.',
  work: { one: 'block', many: 'blocks' },
  factors: [
    { name: 'threads', title: 'Threads', unit: 'threads', default: 64, minimum: 1 },
    { name: 'directMb', title: 'File', unit: 'MiB', default: 256, minimum: 1 },
    {
      name: 'verifyEvery',
      title: 'One block is verified of so many',
      unit: 'blocks',
      default: 64,
      minimum: 1,
    },
  ],
  metrics: readMetrics,
  profiles: {
    smoke: [{ threads: [1, 16], directMb: [16], verifyEvery: [1] }],
    quick: [{ threads: [64] }],
    standard: [{ threads: powersOfTwo }],
    paper: [{ threads: powersOfTwo, directMb: [1024] }],
  },
  figures,
  // One thread: with more of them the device is the limit, and does not notice.
  qualifyAt: { threads: 1 },
  materials: ({ directMb }) => diskFilesFor(cachedMb, Number(directMb)),
  verify,
});
