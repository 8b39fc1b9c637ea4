/** What the Capriccio paper says of its figure 1 (7.3 of the lecture). */
import {
  atLeast,
  atMost,
  every,
  publishedRatio,
  readReference,
  Sweep,
} from '../../harness/authoring/index.js';
import type { Claim, Evidence } from '../../harness/model/claim.js';

const source = 'Capriccio (SOSP 2003), section 2.5';
const figure = '7.3';
const published = readReference(import.meta.url, './reference.json');
const paper = (curve: string, pairs: number, other: number): string =>
  publishedRatio(published, [curve, pairs], [curve, other]);

const sweep = (evidence: Evidence, ...targets: string[]): Sweep =>
  new Sweep(
    evidence,
    { factor: 'pairs', unit: 'pairs', metric: 'throughput', fixed: [{ capacity: 1, spin: 32 }] },
    targets,
  );

export const claims: Claim[] = [
  {
    id: '7.3-capriccio-flat',
    claim: 'Capriccio keeps its throughput to 64K threads, but for one drop on the way.',
    source,
    figure,
    rule: `native keeps 0.8 from 1 to 32 pairs (paper: ${paper('Capriccio', 32, 1)}) and from 1,024 to 32,768 (paper: ${paper('Capriccio', 32_768, 1024)}): a fifth may go where kernel threads lose nine tenths`,
    judge(evidence) {
      const native = sweep(evidence, 'native');
      return every([
        atLeast(native.across('native', 32, 1), 0.8),
        atLeast(native.across('native', 32_768, 1024), 0.8),
      ]);
    },
  },
  {
    id: '7.3-capriccio-drop',
    claim:
      "Between 100 and 1,000 threads Capriccio slows down, as its threads outgrow the processor's cache.",
    source,
    figure,
    rule: `native at 1,024 pairs has at most 0.9 of its throughput at 32, which are 64 threads (paper: ${paper('Capriccio', 1024, 32)}): a smaller drop is not told from noise`,
    judge: (evidence) => atMost(sweep(evidence, 'native').across('native', 1024, 32), 0.9),
  },
  {
    id: '7.3-linuxthreads-after-20',
    claim: 'LinuxThreads degrades quickly after only 20 threads.',
    source,
    figure,
    rule: `linuxthreads at 64 pairs has at most half of its throughput at 8, which are 16 threads (paper: ${paper('LinuxThreads', 64, 8)})`,
    judge: (evidence) => atMost(sweep(evidence, 'linuxthreads').across('linuxthreads', 64, 8), 0.5),
  },
  {
    id: '7.3-nptl-after-100',
    claim: 'NPTL degrades after 100 threads.',
    source,
    figure,
    rule: `nptl at 1,024 pairs has at most half of its throughput at 32, which are 64 threads (paper: ${paper('NPTL', 1024, 32)})`,
    judge: (evidence) => atMost(sweep(evidence, 'nptl').across('nptl', 1024, 32), 0.5),
  },
  {
    id: '7.3-capriccio-ahead',
    claim: 'With 2,000 threads Capriccio passes on many times as much as kernel threads do.',
    source: `${source} (its figure, not its words)`,
    figure,
    rule: `native has at least 2 times the throughput of nptl and linuxthreads at 1,024 pairs (paper: ${publishedRatio(published, ['Capriccio', 1024], ['NPTL', 1024])} and ${publishedRatio(published, ['Capriccio', 1024], ['LinuxThreads', 1024])}): less would not be many times`,
    judge(evidence) {
      const at = sweep(evidence, 'native');
      return every([
        atLeast(at.versus('native', 'nptl', 1024), 2),
        atLeast(at.versus('native', 'linuxthreads', 1024), 2),
      ]);
    },
  },
];
