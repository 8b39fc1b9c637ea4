import { describe, expect, it } from 'vitest';
import { fioArguments } from './fio-command.js';
import { type FioReport, fioReportSchema, isRefused, partsOf, readsOf } from './fio-report.js';

type Job = FioReport['jobs'][number];

function job(reads: number, runtime: number, others: Partial<Job> = {}): Job {
  const read = { total_ios: reads, short_ios: 0, runtime };
  return { error: 0, job_runtime: runtime, usr_cpu: 10, sys_cpu: 30, ctx: 7, read, ...others };
}

describe('the reads of fio', () => {
  it('are those of all jobs, at the sum of their rates', () => {
    const { reads, elapsedMs, progressed, finished } = readsOf({ jobs: [job(100, 500), job(300, 1000)] });
    expect(reads).toBe(400);
    expect(reads / elapsedMs).toBeCloseTo(100 / 500 + 300 / 1000);
    expect([progressed, finished]).toEqual([2, 2]);
  });

  it('are accounted for where there is one job, and not where milliseconds of many would be lost', () => {
    const usage = { userMs: 50, systemMs: 150, voluntarySwitches: 7, involuntarySwitches: 0 };
    expect(readsOf({ jobs: [job(100, 500)] }).usage).toEqual(usage);
    expect(readsOf({ jobs: [job(100, 500), job(100, 500)] }).usage).toBeUndefined();
  });

  it('are fewer when a job fails or never reads, and that is said', () => {
    const jobs = [job(100, 500), job(0, 0, { error: 5 })];
    expect(readsOf({ jobs })).toMatchObject({
      reads: 100,
      elapsedMs: 500,
      failed: 1,
      progressed: 1,
      finished: 1,
    });
  });

  it('that never began took the time there was', () => {
    expect(readsOf({ jobs: [job(0, 500)] })).toMatchObject({ reads: 0, elapsedMs: 500, progressed: 0 });
  });
});

describe('the output of fio', () => {
  it('is complaints and a report', () => {
    const output =
      'fio: pid=1, err=1/file:io_uring.c, func=io_queue_init, error=Operation not permitted\n{\n "jobs": [] }';
    const { complaints, json } = partsOf(output);
    expect(isRefused(complaints)).toBe(true);
    expect(JSON.parse(json)).toEqual({ jobs: [] });
  });

  it('without a report is complaints only', () => {
    expect(partsOf('fio: engine none not loadable\n')).toEqual({
      complaints: 'fio: engine none not loadable\n',
      json: '',
    });
    expect(isRefused('fio: engine none not loadable')).toBe(true);
    expect(isRefused('fio: pid=0, err=5, error=Input/output error')).toBe(false);
  });

  it('has the fields that are read', () => {
    const report = { 'fio version': 'fio-3.33', jobs: [{ ...job(1, 2), jobname: 'reads' }] };
    expect(fioReportSchema.parse(report)).toEqual({ jobs: [job(1, 2)] });
  });
});

describe('the command line of fio', () => {
  const specification = {
    protocol: 1 as const,
    launch: '1',
    nonce: 'n',
    suite: 'disk-head',
    point: {},
    warmupMs: 100.4,
    measureMs: 500,
    intervalMs: 10,
    readyMs: 1000,
    seed: 5,
    cpus: [0],
    dir: '/tmp',
  };
  const task = { file: '/a:b/direct', direct: true, threads: 8 };

  it('has a thread for each read of psync, and one with a depth for io_uring', () => {
    expect(fioArguments({ ...task, engine: 'psync' }, specification, 'r')).toContain('--numjobs=8');
    expect(fioArguments({ ...task, engine: 'io_uring' }, specification, 'r')).toContain('--iodepth=8');
  });

  it('keeps a colon in the name of the file from beginning another', () => {
    const args = fioArguments({ ...task, engine: 'psync' }, specification, 'r');
    expect(args).toContain('--filename=/a\\:b/direct');
    expect(args).toEqual(expect.arrayContaining(['--direct=1', '--ramp_time=100ms', '--runtime=500ms']));
  });
});
