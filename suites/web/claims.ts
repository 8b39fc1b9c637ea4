/** What the Capriccio paper says of its figure 9 (7.5 of the lecture). */
import {
  atLeast,
  atMost,
  every,
  publishedRatio,
  readReference,
  Sweep,
} from '../../harness/authoring/index.js';
import type { Claim, Evidence } from '../../harness/model/claim.js';

const source = 'Capriccio (SOSP 2003), section 5.1';
const figure = '7.5';
const published = readReference(import.meta.url, './reference.json');
const across = (curve: string, clients: number, other: number): string =>
  publishedRatio(published, [curve, clients], [curve, other]);
const versus = (curve: string, other: string, clients: number): string =>
  publishedRatio(published, [curve, clients], [other, clients]);

const paperClient = { requestsPerConnection: 5, pauseMs: 20, rate: 0, cacheMb: 200 };
const sweep = (evidence: Evidence, ...targets: string[]): Sweep =>
  new Sweep(
    evidence,
    {
      factor: 'clients',
      unit: 'clients',
      metric: 'bandwidth',
      // What a request costs the server says what more it could have done.
      whereGeneratorBound: 'cpuPerWork',
      // The paper's files, and those of the other profiles, which are in memory.
      fixed: [
        { ...paperClient, directories: 680 },
        { ...paperClient, directories: 6 },
      ],
    },
    targets,
  );

/** Stands in every rule about bandwidth. */
const orItsCost =
  'where the load generator was the limit, and nothing else is against the number, CPU time per request counts in place of bandwidth';

/** From here on a server of today is busy with clients that pause for 20 ms. */
const busy = 1024;

/** The threaded server is not behind the event-driven one, wherever servers are busy. */
function notBehind(evidence: Evidence, threaded: string, staged: string) {
  const at = sweep(evidence, threaded, staged);
  const many = at.values(threaded, staged).filter((clients) => clients >= busy);
  return every(many.map((clients) => atLeast(at.versus(threaded, staged, clients), 0.8)));
}

const matching = `at least 0.8 of the bandwidth at every measured number of clients from 1,024 on (paper: ${versus('Knot', 'Haboob', 1024)} at 1,024, ${versus('Knot', 'Haboob', 8192)} at 8,192, its least): to match is not to be behind by more than the paper's own curves are; ${orItsCost}`;

export const claims: Claim[] = [
  {
    id: '7.5-knot-holds',
    claim: 'Knot holds its bandwidth as clients grow in number to 16,384.',
    source,
    figure,
    rule: `native keeps at least 0.6 of its bandwidth at 1,024 clients at every measured number from 4,096 on, of which one is 8,192 or more (paper: ${across('Knot', 16_384, 1024)} at 16,384): a server that collapses keeps less; ${orItsCost}`,
    judge(evidence) {
      const at = sweep(evidence, 'native');
      const many = at.values('native').filter((clients) => clients >= 4096);
      if (!many.some((clients) => clients >= 8192)) return atLeast(at.across('native', 16_384, busy), 0.6);
      return every(many.map((clients) => atLeast(at.across('native', clients, busy), 0.6)));
    },
  },
  {
    id: '7.5-knot-matches-haboob',
    claim: 'Knot, on threads, matches Haboob, which is event-driven.',
    source,
    figure,
    rule: `native against event-loop:staged: ${matching}. Theirs were C and Java, ours are C++ and JavaScript`,
    judge: (evidence) => notBehind(evidence, 'native', 'event-loop:staged'),
  },
  {
    id: '7.5-knot-matches-haboob-in-one-language',
    claim: 'The same, of two servers in one language.',
    source,
    figure,
    rule: `capriccio against event-loop:staged: ${matching}. Both are JavaScript`,
    judge: (evidence) => notBehind(evidence, 'capriccio', 'event-loop:staged'),
  },
  {
    id: '7.5-apache-on-capriccio',
    claim: 'Apache gains nearly 15 % when it runs on Capriccio.',
    source,
    figure,
    rule: `apache:capriccio has at least 1.05 times the bandwidth of apache at every measured number of clients from 1,024 on (paper: ${versus('Apache+Capriccio', 'Apache', 1024)} at 1,024, ${versus('Apache+Capriccio', 'Apache', 16_384)} at 16,384): less is not told from noise; ${orItsCost}`,
    judge(evidence) {
      const at = sweep(evidence, 'apache', 'apache:capriccio');
      const many = at.values('apache', 'apache:capriccio').filter((clients) => clients >= busy);
      return every(many.map((clients) => atLeast(at.versus('apache:capriccio', 'apache', clients), 1.05)));
    },
  },
  {
    id: '7.5-apache-flattens',
    claim: 'Apache on kernel threads stops to gain long before its clients are at their most.',
    source,
    figure,
    rule: `apache gains at least 2 times from 16 to 128 clients (paper: ${across('Apache', 128, 16)}), and at most 1.1 times from 1,024 to 16,384 (paper: ${across('Apache', 16_384, 1024)}); where it flattens depends on the machine; ${orItsCost}`,
    judge(evidence) {
      const at = sweep(evidence, 'apache');
      return every([
        atLeast(at.across('apache', 128, 16), 2),
        atMost(at.across('apache', 16_384, 1024), 1.1),
      ]);
    },
  },
];
