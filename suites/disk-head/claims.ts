/** What the Capriccio paper says of its figure 3. */
import {
  alike,
  atLeast,
  between,
  every,
  publishedRatio,
  readReference,
  Sweep,
} from '../../harness/authoring/index.js';
import type { Claim, Evidence } from '../../harness/model/claim.js';

const source = 'Capriccio (SOSP 2003), section 2.6';
const figure = 'capriccio-3';
const published = readReference(import.meta.url, './reference.json');
const paper = (threads: number, other: number): string =>
  publishedRatio(published, ['Capriccio', threads], ['Capriccio', other]);

const packages = ['native', 'nptl', 'linuxthreads'];
/** The paper's file, and that of the other profiles. */
const files = [1024, 256].map((directMb) => ({ directMb, verifyEvery: 64 }));

const sweep = (evidence: Evidence): Sweep =>
  new Sweep(
    evidence,
    {
      factor: 'threads',
      unit: 'threads',
      metric: 'bandwidth',
      fixed: [files[0] ?? {}, ...files.slice(1)],
    },
    packages,
  );

export const claims: Claim[] = [
  {
    id: '3-alike',
    claim: 'All thread packages get the same out of the disk.',
    source,
    figure,
    rule: 'native is within 10 % of nptl and of linuxthreads at every measured number of threads: the curves of the paper are up to 5 % apart',
    judge(evidence) {
      const at = sweep(evidence);
      return every(
        ['nptl', 'linuxthreads'].map((other) =>
          every(at.values('native', other).map((threads) => alike(at.versus('native', other, threads), 0.1))),
        ),
      );
    },
  },
  {
    id: '3-gains',
    claim: 'The more threads read at once, the more the disk gives.',
    source,
    figure,
    rule: `each package has at least 1.5 times the bandwidth with 64 threads that it has with 1 (paper: ${paper(64, 1)} for Capriccio)`,
    judge(evidence) {
      const at = sweep(evidence);
      return every(packages.map((target) => atLeast(at.across(target, 64, 1), 1.5)));
    },
  },
  {
    id: '3-levels-off',
    claim: 'The gain levels off at about 100 threads.',
    source,
    figure,
    rule: `each package still gains at least 5 % from 16 to 128 threads (paper: ${paper(128, 16)} for Capriccio), and is within 10 % of that at 1,024 (paper: ${paper(1024, 128)})`,
    judge(evidence) {
      const at = sweep(evidence);
      return every(
        packages.flatMap((target) => [
          atLeast(at.across(target, 128, 16), 1.05),
          between(at.across(target, 1024, 128), 1 / 1.1, 1.1),
        ]),
      );
    },
  },
];
