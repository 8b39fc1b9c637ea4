import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { houseCells, launchInHouse, root } from './test/house-launch.js';

const cells = await houseCells();

describe('every target', () => {
  it('is built', () => {
    expect(existsSync(root)).toBe(true);
    expect(cells.length).toBeGreaterThan(10);
  });

  it.for(cells)('$name: does its work and accounts for all of it', async (cell, { skip }) => {
    const record = await launchInHouse(cell);
    // Some can do a suite at other points only, and say so.
    if (record.outcome === 'unsupported') skip(record.reason);
    if (record.outcome !== 'measured') throw new Error(JSON.stringify(record));
    expect(record.validity).not.toContain('verification-failed');
    expect(record.work).toBeGreaterThan(0);
    for (const { name, source } of cell.suite.metrics) {
      const isDerived = source !== 'target' && source !== 'generator';
      // What programs of others used in their window, they may not know.
      if (isDerived && !(cell.target.thirdParty && source.endsWith('-per-work')))
        expect(record.metrics[name]).toBeGreaterThanOrEqual(0);
    }
  });
});
