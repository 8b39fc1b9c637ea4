import { expect, test } from 'vitest';
import type { ProgramComparison } from '../model/bench.js';
import { comparePrograms } from './compare-programs.js';
import { benchBlocks } from './compare-targets.js';

const comparison: ProgramComparison = {
  what: 'ours',
  rival: 'theirs',
  command: ['ours'],
  rivalCommand: ['theirs'],
  field: 'time',
  better: 'lower',
  reach: 1.5,
};

test('a ratio says how many times less time ours takes, whatever both have in common in a block', async () => {
  let disturbance = 1;
  const run = async ([name]: readonly string[]) => {
    disturbance *= 1.01;
    return { time: (name === 'ours' ? 2 : 4) * disturbance };
  };
  const [row] = await comparePrograms([comparison], () => {}, run);
  expect(row?.ratio).toBeGreaterThan(1.9);
  expect(row?.ratio).toBeLessThan(2.1);
  expect(row).toMatchObject({ met: true, note: `${benchBlocks} blocks` });
});

test('a program that stands in several comparisons runs once a block, and once before', async () => {
  const counts = new Map<string, number>();
  const run = async ([name = '']: readonly string[]) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return { time: 1, space: 1 };
  };
  await comparePrograms([comparison, { ...comparison, field: 'space' }], () => {}, run);
  expect([...counts.values()]).toEqual([benchBlocks + 1, benchBlocks + 1]);
});

test('a number that is not printed is named', async () => {
  await expect(
    comparePrograms(
      [comparison],
      () => {},
      async () => ({ space: 1 }),
    ),
  ).rejects.toThrow('time');
});
