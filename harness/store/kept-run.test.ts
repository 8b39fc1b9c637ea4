import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordsOf, runOf } from '../model/test/records.js';
import { packRun } from './history.js';
import { isKeptRun, readKeptRun } from './kept-run.js';
import { recomputeRun } from './recompute.js';

const folder = mkdtempSync(join(tmpdir(), 'tutti-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = runOf({ blocks: 1 });
const launches = recordsOf(run);
const file = join(folder, `${run.id}.json.gz`);
writeFileSync(file, packRun(run, launches).bytes);

describe('a kept run', () => {
  it('is a file that is there, known by its ending', () => {
    expect(isKeptRun(file)).toBe(true);
    expect(isKeptRun(join(folder, 'other.json.gz'))).toBe(false);
    expect(isKeptRun(folder)).toBe(false);
  });

  it('gives back what was packed', () => {
    expect(readKeptRun(file)).toEqual({ folder: null, run, launches, notices: [] });
  });

  it('has no tables that could differ from its launches', () => {
    expect(recomputeRun(readKeptRun(file))).toMatchObject({ launches: launches.length, files: [] });
  });

  it('is named when it is damaged', () => {
    const damaged = join(folder, 'damaged.json.gz');
    writeFileSync(damaged, 'no gzip');
    expect(() => readKeptRun(damaged)).toThrow(
      expect.objectContaining({ code: 'RUN_DAMAGED', message: expect.stringContaining(damaged) }),
    );
  });
});
