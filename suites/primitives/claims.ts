/** What table 1 of the Capriccio paper says: the packages beside each other. */
import { atLeast, atMost, every, Sweep } from '../../harness/authoring/index.js';
import type { Claim, Evidence, Judgement } from '../../harness/model/claim.js';
import { published } from './figures.js';

const source = 'Capriccio (SOSP 2003), section 2.4 and table 1';

/** How many times faster the first system is in the paper, in words. */
function paper(metric: string, system: string, other: string): string {
  const valueOf = (title: string): number =>
    published.systems.find((one) => one.title === title)?.values[metric] ?? Number.NaN;
  return (valueOf(other) / valueOf(system)).toFixed(2);
}

/** `native` at two threads against others. */
function against(
  evidence: Evidence,
  metric: string,
  others: readonly string[],
  rule: typeof atLeast,
  bound: number,
): Judgement {
  const shape = { factor: 'threads', unit: 'threads', metric, fixed: [{}] } as const;
  const at = new Sweep(evidence, shape, ['native']);
  return every(others.map((other) => rule(at.versus('native', other, 2), bound)));
}

export const claims: Claim[] = [
  {
    id: 'table-1-mutex',
    claim: 'Locking a free mutex is several times as fast as with kernel threads: about four.',
    source,
    rule: `native locks at least 2.5 times as fast as linuxthreads and nptl (paper: ${paper('lockTime', 'Capriccio', 'LinuxThreads')} and ${paper('lockTime', 'Capriccio', 'NPTL')}, from two digits): less would be two or three, not several`,
    judge: (evidence) => against(evidence, 'lockTime', ['linuxthreads', 'nptl'], atLeast, 2.5),
  },
  {
    id: 'table-1-switch',
    claim: 'A switch between threads costs less than one between kernel threads.',
    source,
    figure: 'primitives-switch',
    rule: `native switches at least 1.1 times as fast as linuxthreads and nptl (paper: ${paper('switchTime', 'Capriccio', 'LinuxThreads')} and ${paper('switchTime', 'Capriccio', 'NPTL')}): 10 % is more than noise`,
    judge: (evidence) => against(evidence, 'switchTime', ['linuxthreads', 'nptl'], atLeast, 1.1),
  },
  {
    id: 'table-1-switch-untraced',
    claim: 'Without the walk of the stack at each switch, it costs less than half.',
    source,
    figure: 'primitives-switch',
    rule: `native, which walks no stack here, switches at least 2 times as fast as linuxthreads and nptl (paper: ${paper('switchTime', 'Capriccio, without stack traces', 'LinuxThreads')} and ${paper('switchTime', 'Capriccio, without stack traces', 'NPTL')})`,
    judge: (evidence) => against(evidence, 'switchTime', ['linuxthreads', 'nptl'], atLeast, 2),
  },
  {
    id: 'table-1-create-linuxthreads',
    claim: 'Creating a thread takes less than in LinuxThreads.',
    source,
    figure: 'primitives-create',
    rule: `native creates at least 1.2 times as fast as linuxthreads (paper: ${paper('createTime', 'Capriccio', 'LinuxThreads')})`,
    judge: (evidence) => against(evidence, 'createTime', ['linuxthreads'], atLeast, 1.2),
  },
  {
    id: 'table-1-create-nptl',
    claim: 'Creating a thread takes more than in NPTL, for the sake of its stack.',
    source,
    figure: 'primitives-create',
    rule: `native creates at most 0.95 times as fast as nptl (paper: ${paper('createTime', 'Capriccio', 'NPTL')})`,
    judge: (evidence) => against(evidence, 'createTime', ['nptl'], atMost, 0.95),
  },
];
