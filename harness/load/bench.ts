/** `npm run bench -- web`: our generator against wrk, each on one CPU, the server on another. */
import { spawnSync } from 'node:child_process';
import { defineBench } from '../authoring/index.js';
import type { BenchRow } from '../model/bench.js';
import { allowedCpus } from '../observe/cpus.js';
import { type Pair, pairedRatio } from '../stats/paired.js';
import { measureCeiling } from './ceiling.js';
import { fastestWrk, generators } from './generators.js';

const blocks = 6;
const measureMs = 2000;
const clientCounts = [16, 128, 1024];
const reach = 1;

export default defineBench({
  name: 'web',
  summary: 'the load generator against wrk, with responses of five bytes',
  async measure(say) {
    const rows: BenchRow[] = [];
    for (const clients of clientCounts) rows.push(await compare(clients, say));
    return rows;
  },
});

/** Both in every block, the first of one being the second of the next. */
async function compare(clients: number, say: (line: string) => void): Promise<BenchRow> {
  const what = `sessions, requests per second of one CPU, ${clients} clients`;
  const row = { what, rival: 'wrk', reach };
  if (spawnSync('wrk', ['-v']).error !== undefined) {
    return { ...row, ratio: null, lo: null, hi: null, met: null, note: 'apt-get install wrk' };
  }
  const ours = generators.find(({ name }) => name === 'sessions')?.command ?? [];
  const pairs: Pair[] = [];
  for (let block = 0; block < blocks; block++) {
    const most = (command: readonly string[]): Promise<number | null> =>
      measureCeiling({ command: [...command] }, allowedCpus(), { clients, measureMs });
    const rivalFirst = block % 2 === 1;
    const early = rivalFirst ? await most(fastestWrk) : null;
    const a = await most(ours);
    const b = rivalFirst ? early : await most(fastestWrk);
    pairs.push({ a: a ?? 0, b: b ?? 0 });
    say(`sessions and wrk, ${clients} clients: block ${block + 1} of ${blocks}`);
  }
  const { n, ratio, lo, hi } = pairedRatio(pairs);
  return { ...row, ratio, lo, hi, met: ratio === null ? null : ratio >= reach, note: `${n} blocks` };
}
