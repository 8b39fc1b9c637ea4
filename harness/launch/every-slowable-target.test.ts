import { describe, expect, it } from 'vitest';
import { injectedShareOf } from '../model/slowdown.js';
import { houseCells, launchInHouse } from './test/house-launch.js';

const wanted = 0.5;
const cells = (await houseCells()).filter(({ slowable, target }) => slowable && !target.aside);

describe('targets that can slow themselves down', () => {
  it('are there for every suite that anybody can run', async () => {
    const suites = (cellsOf: typeof cells) => [...new Set(cellsOf.map(({ suite }) => suite.name))];
    expect(suites(cells)).toEqual(suites(await houseCells()));
  });

  it.for(cells)(
    '$name: does its work all the same, and says what its delays took',
    async (cell, { skip }) => {
      const record = await launchInHouse(cell, wanted);
      if (record.outcome === 'unsupported') skip(record.reason);
      if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
      if (record.validity.includes('verification-failed')) throw new Error(record.findings.join('; '));
      expect(record.work).toBeGreaterThan(0);
      // A launch may be so short that one turn of the loop that is kept from the CPU still shows.
      expect(injectedShareOf(record)).toBeGreaterThan(wanted / 4);
      expect(injectedShareOf(record)).toBeLessThan(4 * wanted);
    },
  );

  it.for(cells.slice(0, 1))('$name: says nothing of delays when there are none', async (cell) => {
    const record = await launchInHouse(cell);
    if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
    expect(injectedShareOf(record)).toBeUndefined();
  });
});
