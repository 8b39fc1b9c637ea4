/** What the Capriccio paper says of its figure 2. */
import {
  type Asked,
  atLeast,
  atMost,
  every,
  inWords,
  publishedRatio,
  readReference,
  Sweep,
} from '../../harness/authoring/index.js';
import type { Claim, ClaimVerdict, Evidence, Judgement } from '../../harness/model/claim.js';

const source = 'Capriccio (SOSP 2003), section 2.6';
const figure = 'capriccio-2';
const published = readReference(import.meta.url, './reference.json');
const paper = (curve: string, other: string, pipes: number): string =>
  publishedRatio(published, [curve, pipes], [other, pipes]);

const sweep = (evidence: Evidence, ...targets: string[]): Sweep =>
  new Sweep(
    evidence,
    { factor: 'pipes', unit: 'pipes', metric: 'throughput', fixed: [{ route: 1 }] },
    targets,
  );

/** Few enough for the sentence about fewer than 100; at 64 the paper's own figure has Capriccio ahead of NPTL. */
const few = [4, 8, 16, 32];

export const claims: Claim[] = [
  {
    id: '2-overhead-against-epoll',
    claim: 'Above 256 pipes, threads cost less than 10 % against state machines on epoll.',
    source,
    figure,
    rule: `native has at least 0.9 of the throughput of epoll at every measured number of pipes above 256 (paper: ${paper('Capriccio', 'Epoll', 1024)} at 1,024)`,
    judge(evidence) {
      const at = sweep(evidence, 'native', 'epoll');
      const many = at.values('native', 'epoll').filter((pipes) => pipes > 256);
      return every(many.map((pipes) => atLeast(at.versus('native', 'epoll', pipes), 0.9)));
    },
  },
  {
    id: '2-twice-kernel-threads',
    claim: 'Above 1,000 threads Capriccio passes on more than twice as much as LinuxThreads and NPTL.',
    source,
    figure,
    rule: `native has at least 2 times the throughput of linuxthreads and of nptl at every measured number of pipes above 1,000 (paper: ${paper('Capriccio', 'LinuxThreads', 1024)} and ${paper('Capriccio', 'NPTL', 1024)} at 1,024)`,
    judge(evidence) {
      const at = sweep(evidence, 'native');
      return every(
        ['linuxthreads', 'nptl'].map((other) => {
          const many = at.values('native', other).filter((pipes) => pipes > 1000);
          return every(many.map((pipes) => atLeast(at.versus('native', other, pipes), 2)));
        }),
      );
    },
  },
  {
    id: '2-slower-below-100',
    claim: 'With few pipes Capriccio is slower than NPTL.',
    source,
    figure,
    rule: `native has at most 0.95 of the throughput of nptl at every measured number of pipes from 4 to 32 (paper: ${few.map((pipes) => paper('Capriccio', 'NPTL', pipes)).join(', ')}; its text says 100, its figure has ${paper('Capriccio', 'NPTL', 64)} at 64): 5 % is what a machine that nobody qualified may differ from itself`,
    judge(evidence) {
      const at = sweep(evidence, 'native', 'nptl');
      const measured = at.values('native', 'nptl').filter((pipes) => few.includes(pipes));
      return every(measured.map((pipes) => atMost(at.versus('native', 'nptl', pipes), 0.95)));
    },
  },
  {
    id: '2-worst-at-8',
    claim: 'Of all numbers of threads, Capriccio compares worst with NPTL at 8 (37 % slower).',
    source,
    figure,
    rule: `the ratio of native to nptl is lower at 8 pipes than at 4, 16, 32 and 64 (paper: ${paper('Capriccio', 'NPTL', 8)} against ${[4, 16, 32, 64].map((pipes) => paper('Capriccio', 'NPTL', pipes)).join(', ')}): its interval lies below theirs`,
    judge(evidence) {
      const at = sweep(evidence, 'native', 'nptl');
      const others = [4, 16, 32, 64].map((pipes) => at.versus('native', 'nptl', pipes));
      return lowest(at.versus('native', 'nptl', 8), others);
    },
  },
  {
    id: '2-poll-collapses',
    claim: 'poll collapses beyond 1,000 pipes, where epoll goes on as before.',
    source,
    figure,
    rule: `poll has at most half of the throughput of epoll at every measured number of pipes above 1,000 (paper: ${paper('Poll', 'Epoll', 1024)} at 1,024, ${paper('Poll', 'Epoll', 256)} at 256)`,
    judge(evidence) {
      const at = sweep(evidence, 'poll', 'epoll');
      const many = at.values('poll', 'epoll').filter((pipes) => pipes > 1000);
      return every(many.map((pipes) => atMost(at.versus('poll', 'epoll', pipes), 0.5)));
    },
  },
];

/** One ratio is below the others: its interval lies below each of theirs. */
function lowest(one: Asked, others: readonly Asked[]): Judgement {
  const { verdict } = every(others.map((other) => ({ verdict: below(one, other), detail: '' })));
  if (verdict === 'not-measured') return { verdict, detail: '' };
  return { verdict, detail: [one, ...others].map(inWords).join('; ') };
}

function below(one: Asked, other: Asked): ClaimVerdict {
  if (one.ratio === null || other.ratio === null) return 'not-measured';
  if (one.lo === null || one.hi === null || other.lo === null || other.hi === null) return 'inconclusive';
  if (one.hi < other.lo) return 'reproduced';
  return one.lo > other.hi ? 'not-reproduced' : 'inconclusive';
}
