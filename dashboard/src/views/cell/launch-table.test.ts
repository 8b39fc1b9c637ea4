import { describe, expect, it } from 'vitest';
import {
  failedLaunch,
  measuredLaunch,
  suiteLike,
  unsupportedLaunch,
} from '../../../../harness/model/test/records.js';
import { tableCsv } from '../../table/table.js';
import { wholeOutcomeWords } from '../../data/launch.js';
import { disturbanceWords, launchTable } from './launch-table.js';

const suite = suiteLike();
const [metric] = suite.metrics;
if (metric === undefined) throw new Error('no metric');

describe('the launches behind a number', () => {
  it('say what became of them', () => {
    expect(
      [
        measuredLaunch(),
        measuredLaunch({ validity: ['disturbed'], findings: ['two items were lost'] }),
        unsupportedLaunch(),
        unsupportedLaunch({ answeredBy: '00003' }),
        failedLaunch(),
      ].map(wholeOutcomeWords),
    ).toEqual([
      'measured',
      'measured; something else used the machine, or its clock drifted, during the launch; two items were lost',
      'unsupported: pthread_create: EAGAIN after 30000 threads',
      'unsupported: pthread_create: EAGAIN after 30000 threads (as launch 00003 said: not started again)',
      'failed: the process ended before it gave a result: exit status 1 after 52 ms',
    ]);
  });

  it('say what was seen of the machine', () => {
    expect(disturbanceWords(measuredLaunch())).toBe('1.01 → 1.02 ns a step, others 0.02 CPUs, stolen 0 %');
    expect(disturbanceWords(measuredLaunch({ disturbance: null }))).toBe('not watched');
  });

  it('have every metric of the suite in their file, and nothing where there is nothing', () => {
    const launches = [measuredLaunch({ throughput: 123_456 }), failedLaunch({ id: '00002', usage: null })];
    const [head = '', one = '', other = ''] = tableCsv(launchTable('', suite, metric, launches)).split('\n');
    expect(head).toBe(
      'launch,attempt,block,position,startedAt,throughput,cpuPerWork,kernelSwitchesPerWork,createTime,peakMemory,' +
        'userMs,systemMs,voluntarySwitches,involuntarySwitches,peakMemoryBytes,' +
        'spinBeforeNs,spinAfterNs,steal,foreignCpus,foreignIo,outcome,validity,words',
    );
    expect(one).toContain(',123456,8100.051840331778,');
    expect(other).toMatch(
      /^00002,1,1,1,2026-01-02T03:04:05.678Z,,,,,,,,,,,1.01,1.02,0,0.02,,failed,,failed: /,
    );
  });
});
