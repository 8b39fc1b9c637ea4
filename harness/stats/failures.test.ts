import { expect, it } from 'vitest';
import { failedLaunch, measuredLaunch, unsupportedLaunch } from '../model/test/records.js';
import { failuresOf } from './failures.js';

it('lists each failed launch with what happened and the command that does it again', () => {
  const failed = failedLaunch({ id: '00003', target: 'nptl', reason: 'ready-deadline' });
  expect(failuresOf([measuredLaunch(), unsupportedLaunch(), failed])).toEqual([
    {
      launch: '00003',
      suite: 'producer-consumer',
      target: 'nptl',
      point: { pairs: 1, capacity: 1 },
      reason: 'ready-deadline',
      detail: failed.failure.detail,
      reproduce: failed.failure.reproduce,
    },
  ]);
});

it('keeps the order of the records', () => {
  const failures = failuresOf([
    failedLaunch({ id: '00009' }),
    measuredLaunch(),
    failedLaunch({ id: '00002' }),
  ]);
  expect(failures.map(({ launch }) => launch)).toEqual(['00009', '00002']);
});
