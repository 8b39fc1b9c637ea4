import { expect, it } from 'vitest';
import type { BenchRow, Claim } from '../model/bench.js';
import { mergeBenches } from './merge-benches.js';

function claim(what: string): Claim {
  return { what, suite: 's', point: {}, metric: 'm', target: 't', bound: 1 };
}

function row(what: string): BenchRow {
  return { what, rival: 'r', ratio: 1, lo: null, hi: null, reach: 1, met: true, note: '' };
}

it('makes one bench of those that have the same name, with all claims in order', () => {
  const benches = mergeBenches([
    { name: 'threads', summary: 'hand-off', comparisons: [claim('a')] },
    { name: 'other', summary: 'else' },
    { name: 'threads', summary: 'switches', comparisons: [claim('b'), claim('c')] },
  ]);
  expect(benches.map(({ name, summary }) => `${name}: ${summary}`)).toEqual([
    'threads: hand-off; switches',
    'other: else',
  ]);
  expect(benches[0]?.comparisons?.map(({ what }) => what)).toEqual(['a', 'b', 'c']);
});

it('measures one part after the other, and lets each say how it goes', async () => {
  const said: string[] = [];
  const [bench] = mergeBenches([
    { name: 'x', summary: 's', measure: (say) => (say('first'), [row('a')]) },
    { name: 'x', summary: 's' },
    { name: 'x', summary: 's', measure: async (say) => (say('second'), [row('b')]) },
  ]);
  const rows = await bench?.measure?.((line) => said.push(line));
  expect(rows?.map(({ what }) => what)).toEqual(['a', 'b']);
  expect(said).toEqual(['first', 'second']);
});
