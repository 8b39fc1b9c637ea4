import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { recordsOf, runOf } from '../model/test/records.js';
import { recomputationSchema } from '../model/recomputation.js';
import { RunWriter } from '../store/run-folder.js';
import { CheckedRepository, spinning } from './test/checked-repository.js';
import { smallRun, Workplace } from './test/command-line.js';

const documentSchema = z.strictObject({
  schema: z.literal(1),
  agrees: z.boolean(),
  recomputed: z.array(recomputationSchema),
});

let place: Workplace;
beforeEach(() => (place = new Workplace()));
afterEach(() => place.remove());

/** Stores a run of 36 launches. @returns its folder */
function storeRun(): string {
  const run = runOf();
  const writer = RunWriter.create(place.results, run);
  for (const record of recordsOf(run)) writer.append(record);
  writer.close();
  return writer.folder;
}

/** Changes the text of a file. */
function change(folder: string, name: string, edit: (text: string) => string): void {
  const file = join(folder, name);
  const before = readFileSync(file, 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

function recompute(): {
  code: number | null;
  files: Record<string, z.infer<typeof recomputationSchema>['files'][0]>;
} {
  const { code, out } = place.tutti('recompute', '--json');
  const { agrees, recomputed } = documentSchema.parse(JSON.parse(out));
  expect(agrees).toBe(code === 0);
  const files = recomputed.flatMap((one) => one.files);
  return { code, files: Object.fromEntries(files.map((file) => [file.file.split('/').at(-1), file])) };
}

describe('tutti recompute', () => {
  it('finds that all tables of a run just measured are what its launches give, byte by byte', () => {
    place.tutti(...smallRun);
    const { code, out } = place.tutti('recompute');
    expect(code).toBe(0);
    expect(out).toMatch(/made again from 4 launches, seed \d+/);
    expect(out).toMatch(/SAME {2}.*launches\.csv/);
    expect(out).toMatch(/SAME {2}.*summary\.csv/);
  });

  it('finds a changed table, and says which row was changed', () => {
    const folder = storeRun();
    change(folder, 'summary.csv', (text) => text.replace(/,6,(\d+)/, ',6,9$1'));
    const { code, files } = recompute();
    expect(code).toBe(3);
    expect(files['launches.csv']?.state).toBe('same');
    expect(files['summary.csv']).toMatchObject({ state: 'different', differing: 1, first: { line: 2 } });
    expect(files['summary.csv']?.first?.stored).toContain(',6,9');
    expect(files['summary.csv']?.first?.made).not.toContain(',6,9');
    expect(place.tutti('recompute').out).toMatch(/DIFFERENT {2}.*summary\.csv.*1 of \d+ lines, first line 2/);
  });

  it('finds a changed launch by the tables that were made before', () => {
    const folder = storeRun();
    change(folder, 'launches.ndjson', (text) => text.replace('"throughput":', '"throughput":1'));
    const { code, files } = recompute();
    expect(code).toBe(3);
    expect(files['launches.csv']?.state).toBe('different');
    expect(files['launches.csv']?.first?.line).toBe(2);
  });

  it('finds a launch that was left out', () => {
    const folder = storeRun();
    change(folder, 'launches.ndjson', (text) => text.slice(text.indexOf('\n') + 1));
    expect(recompute().code).toBe(3);
  });

  it('finds rows that were added at the end, and a table that is not there', () => {
    const folder = storeRun();
    change(folder, 'launches.csv', (text) => `${text}more\n`);
    rmSync(join(folder, 'summary.csv'));
    const { code, files } = recompute();
    expect(code).toBe(3);
    expect(files['launches.csv']?.first).toMatchObject({ stored: 'more', made: '' });
    expect(files['summary.csv']).toMatchObject({ state: 'missing', differing: null, first: null });
  });

  it('changes nothing', () => {
    const folder = storeRun();
    change(folder, 'summary.csv', (text) => `${text}\n`);
    const before = readFileSync(join(folder, 'summary.csv'), 'utf8');
    expect(recompute().code).toBe(3);
    expect(readFileSync(join(folder, 'summary.csv'), 'utf8')).toBe(before);
  });
});

describe('tutti recompute of a check', { timeout: 180_000 }, () => {
  it('finds its verdict, its reports and the tables of both stages again, and a verdict that was changed', () => {
    const repository = new CheckedRepository();
    try {
      repository.commit(spinning(24_000));
      repository.tutti(['check', '--base', 'HEAD~1', '--confirm']);
      const folder = repository.checkFolder();
      const { code, out } = repository.tutti(['recompute', folder]);
      expect({ code, out }).toMatchObject({ code: 0 });
      expect(out.match(/SAME/g)).toHaveLength(8);
      change(folder, 'verdict.json', (text) => text.replace(/"state": "\w+"/, '"state": "incomparable"'));
      const changed = repository.tutti(['recompute', folder]);
      expect(changed.code).toBe(3);
      expect(changed.out).toMatch(/DIFFERENT {2}.*verdict\.json/);
      expect(changed.out).toMatch(/stored: +"state": "incomparable"/);
    } finally {
      repository.remove();
    }
  });
});
