import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LaunchRecord } from '../model/launch.js';
import type { Run } from '../model/run.js';
import { failedLaunch, measuredLaunch, runOf, unsupportedLaunch } from '../model/test/records.js';
import { findRun, readRun, RunWriter } from './run-folder.js';

let results: string;
beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'tutti-test-'));
});
afterEach(() => rmSync(results, { recursive: true, force: true }));

const run: Run = runOf();
const records: LaunchRecord[] = run.plan.launches.map((planned) => measuredLaunch(planned));

/** A run folder with records in it, closed. */
function stored(launches: readonly LaunchRecord[] = records): string {
  const writer = RunWriter.create(results, run);
  for (const launch of launches) writer.append(launch);
  writer.close();
  return writer.folder;
}

describe('a run folder', () => {
  it('gives back what was put into it', () => {
    expect(readRun(stored())).toMatchObject({ run, launches: records, notices: [] });
  });

  it('holds the run with its whole plan before the first launch', () => {
    const writer = RunWriter.create(results, run);
    expect(readRun(writer.folder).run.plan).toEqual(run.plan);
    writer.close();
  });

  it('holds each launch as soon as it is appended', () => {
    const writer = RunWriter.create(results, run);
    for (const [index, record] of records.slice(0, 3).entries()) {
      writer.append(record);
      expect(readRun(writer.folder).launches).toHaveLength(index + 1);
    }
    writer.close();
  });

  it('leaves no temporary files and no lock behind', () => {
    expect(readdirSync(stored()).sort()).toEqual([
      'launches.csv',
      'launches.ndjson',
      'run.json',
      'summary.csv',
    ]);
  });

  it('counts of every block only the last attempt', () => {
    const [first, ...others] = records;
    if (first === undefined) throw new Error('the plan is empty');
    const again = records.filter(({ block, point }) => block === first.block && point === first.point);
    const folder = stored([
      first,
      ...again.map((record) => ({ ...record, attempt: 2 })),
      ...others.filter((r) => !again.includes(r)),
    ]);
    expect(readRun(folder).launches).toHaveLength(records.length);
    expect(readRun(folder).launches.filter(({ attempt }) => attempt === 2)).toHaveLength(again.length);
  });

  it('survives a writer that was killed at any byte: whole lines count, a torn last one is reported and cut off', () => {
    const folder = stored(records.slice(0, 4));
    const log = join(folder, 'launches.ndjson');
    const bytes = readFileSync(log);
    fc.assert(
      fc.property(fc.nat(bytes.length), (length) => {
        writeFileSync(log, bytes.subarray(0, length));
        const whole = bytes.subarray(0, length).toString().split('\n').length - 1;
        const torn = length > 0 && bytes[length - 1] !== 0x0a;
        const { launches, notices } = readRun(folder);
        expect(launches).toHaveLength(whole);
        expect(notices).toHaveLength(torn ? 1 : 0);
        const writer = RunWriter.resume(folder);
        for (const record of records.slice(whole, 4)) writer.append(record);
        writer.close();
        expect(readFileSync(log).equals(bytes)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a damaged run folder', () => {
  it('whose log has a broken line in the middle names the line', () => {
    const folder = stored();
    const log = join(folder, 'launches.ndjson');
    const lines = readFileSync(log, 'utf8').split('\n');
    lines[1] = '{"id":';
    writeFileSync(log, lines.join('\n'));
    expect(() => readRun(folder)).toThrow(/launches.ndjson, line 2 is damaged: the line is not JSON/);
  });

  it('whose log has a record of another shape names the field', () => {
    const folder = stored();
    appendFileSync(
      join(folder, 'launches.ndjson'),
      `${JSON.stringify({ ...records[0], outcome: 'maybe' })}\n`,
    );
    expect(() => readRun(folder)).toThrow(/line \d+ is damaged: outcome/);
  });

  it('whose log has a launch that was never planned says so', () => {
    const folder = stored();
    appendFileSync(join(folder, 'launches.ndjson'), `${JSON.stringify({ ...records[0], id: '99999' })}\n`);
    expect(() => readRun(folder)).toThrow(/launch 99999 is not in the plan/);
  });

  it.each([
    ['a launch twice', {}, /is there twice/],
    ['a launch of another target', { target: 'imaginary' }, /is not what the plan says it is/],
    ['a launch of another point', { point: { pairs: 77 } }, /is not what the plan says it is/],
    ['a launch with another seed', { seed: 1 }, /is not what the plan says it is/],
  ])('whose log has %s says so', (what, overrides, message) => {
    const folder = stored(what === 'a launch twice' ? records : records.slice(1));
    const line = JSON.stringify({ ...records[0], ...overrides });
    appendFileSync(join(folder, 'launches.ndjson'), `${line}\n`);
    expect(() => readRun(folder)).toThrow(message);
  });

  it('whose run.json is cut off or of another shape is refused', () => {
    const folder = stored();
    truncateSync(join(folder, 'run.json'), 100);
    expect(() => readRun(folder)).toThrow(/run.json is damaged/);
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...run, plan: 'none' }));
    expect(() => readRun(folder)).toThrow(/run.json is damaged: plan/);
  });

  it('of a newer schema is refused with the versions', () => {
    const folder = stored();
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...run, schema: 2 }));
    expect(() => readRun(folder)).toThrow(/schema version 2; this Tutti reads version 1/);
  });
});

describe('finding a run', () => {
  it('takes a folder, an id, or nothing for the latest', () => {
    const folder = stored();
    for (const name of [folder, run.id, 'latest', undefined]) expect(findRun(results, name)).toBe(folder);
  });

  it('names the runs there are when there is no such run, and how to make one when there is none', () => {
    expect(() => findRun(results, 'nowhere')).toThrowError(
      expect.objectContaining({ remedy: expect.stringContaining('tutti run') }),
    );
    stored();
    expect(() => findRun(results, 'nowhere')).toThrowError(
      expect.objectContaining({ remedy: expect.stringContaining(run.id) }),
    );
  });
});

describe('a run being measured', () => {
  it('cannot be measured by a second process', () => {
    const writer = RunWriter.create(results, run);
    expect(() => RunWriter.resume(writer.folder)).toThrow(`being measured by process ${process.pid}`);
    writer.close();
  });

  it('can be taken over when its process id has been given to another process since', () => {
    const folder = stored();
    writeFileSync(join(folder, 'lock'), `${process.pid} 1\n`);
    RunWriter.resume(folder).close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('can be taken over when the process that measured it is gone', () => {
    const folder = stored();
    writeFileSync(join(folder, 'lock'), '999999999 1\n');
    RunWriter.resume(folder).close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
});

describe('the tables', () => {
  it('have a row for each launch and metric, and one for a launch that measured nothing', () => {
    const [first, second, third] = run.plan.launches;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('the plan is too short');
    const folder = stored([
      measuredLaunch({ ...first, validity: ['disturbed', 'not-steady'] }),
      unsupportedLaunch({ ...second, reason: 'EAGAIN, "really"\n' }),
      failedLaunch({ ...third, reason: 'exited-early' }),
    ]);
    const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'launches.csv')), {
      columns: true,
    });
    const metrics = run.suites[0]?.metrics.length ?? 0;
    expect(rows).toHaveLength(metrics + 2);
    expect(rows[0]).toMatchObject({
      launch: first.id,
      metric: 'throughput',
      unit: 'items/s',
      validity: 'disturbed not-steady',
      pairs: String(first.point['pairs']),
    });
    expect(rows.at(-2)).toMatchObject({
      outcome: 'unsupported',
      metric: '',
      value: '',
      reason: 'EAGAIN, "really"\n',
    });
    expect(rows.at(-1)).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('exited-early') });
  });

  it('have a row for each cell and metric, with nothing where there is no number', () => {
    const rows: Record<string, string>[] = parse(
      readFileSync(join(stored(records.slice(0, 1)), 'summary.csv')),
      { columns: true },
    );
    expect(rows[0]).toMatchObject({ n: '1', lo: '', hi: '', validity: 'too-few-launches' });
  });
});
