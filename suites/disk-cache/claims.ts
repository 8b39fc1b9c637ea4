/** What the Capriccio paper says of its figure 4 (7.4 of the lecture). */
import {
  alike,
  atMost,
  between,
  every,
  publishedRatio,
  readReference,
  Sweep,
} from '../../harness/authoring/index.js';
import type { Claim, Evidence } from '../../harness/model/claim.js';

const source = 'Capriccio (SOSP 2003), section 2.6';
const figure = '7.4';
const published = readReference(import.meta.url, './reference.json');
const least = 2 ** -11;
const paper = (curve: string, other: string, missRate: number): string =>
  publishedRatio(published, [curve, missRate], [other, missRate]);

const common = { threads: 200, cachedMb: 64, verifyEvery: 64 };
const sweep = (evidence: Evidence): Sweep =>
  new Sweep(
    evidence,
    {
      factor: 'missRate',
      unit: 'miss rate',
      metric: 'bandwidth',
      // The paper's file, and that of the other profiles.
      fixed: [
        { ...common, directMb: 1024 },
        { ...common, directMb: 256 },
      ],
    },
    ['native', 'nptl', 'linuxthreads'],
  );

export const claims: Claim[] = [
  {
    id: '7.4-equal-on-disk',
    claim: 'Where the disk is the limit, all packages are equal.',
    source,
    figure,
    rule: `native is within 10 % of nptl and of linuxthreads at every measured miss rate of a quarter or more, where any disk is the limit (paper: ${paper('Capriccio', 'NPTL', 0.5)} and ${paper('Capriccio', 'LinuxThreads', 0.5)} at a half)`,
    judge(evidence) {
      const at = sweep(evidence);
      return every(
        ['nptl', 'linuxthreads'].map((other) => {
          const high = at.values('native', other).filter((missRate) => missRate >= 0.25);
          return every(high.map((missRate) => alike(at.versus('native', other, missRate), 0.1)));
        }),
      );
    },
  },
  {
    id: '7.4-half-when-cached',
    claim: 'Where nearly all blocks are cached, Capriccio reaches half of NPTL.',
    source,
    figure,
    rule: `native has 0.35 to 0.7 of the bandwidth of nptl at a miss rate of 2^-11 (paper: ${paper('Capriccio', 'NPTL', least)}): nearer to a half than to equal, or to a quarter. Cached reads of native were built to cost less than those of the original`,
    judge: (evidence) => between(sweep(evidence).versus('native', 'nptl', least), 0.35, 0.7),
  },
  {
    id: '7.4-linuxthreads-when-cached',
    claim: 'LinuxThreads degrades where nearly all blocks are cached.',
    source,
    figure,
    rule: `linuxthreads has at most half of the bandwidth of nptl at a miss rate of 2^-11 (paper: ${paper('LinuxThreads', 'NPTL', least)}, which it holds for a defect of the library or the kernel)`,
    judge: (evidence) => atMost(sweep(evidence).versus('linuxthreads', 'nptl', least), 0.5),
  },
];
