import { expect, test } from 'vitest';
import type { ResultMessage } from '../../harness/model/protocol.js';
import { type PrimitiveMetric, verify } from './verify.js';

function resultWith(metrics: PrimitiveMetric[], verification: Record<string, number>): ResultMessage {
  const reported = Object.fromEntries(metrics.map((name) => [name, { value: 1, unit: 'ns' }]));
  return { type: 'result', elapsedMs: 1, work: 1, metrics: reported, verification };
}

const tableOne: PrimitiveMetric[] = ['createTime', 'switchTime', 'lockTime'];
const sound = { created: 2, ran: 2, switched: 5, turns: 5, locked: 7, held: 7 };

test('a launch whose threads saw every operation is verified', () => {
  expect(verify(resultWith(tableOne, sound))).toEqual([]);
});

test.each([
  [{ ...sound, ran: 1 }, 'created 2, but ran 1'],
  [{ ...sound, turns: 6 }, 'switched 5, but turns 6'],
  [{ ...sound, locked: 0, held: 0 }, 'locked 0, but held 0'],
  [{ created: 2, ran: 2, switched: 5, turns: 5 }, 'locked not reported, but held not reported'],
])('operations that were not seen, or not done at all, are said (%j)', (counters, message) => {
  expect(verify(resultWith(tableOne, counters))).toEqual([{ validity: 'verification-failed', message }]);
});

test('a primitive that is not reported need not be accounted for', () => {
  expect(verify(resultWith(['switchTime'], { switched: 5, turns: 5 }))).toEqual([]);
});

test('metrics of the same operations are accounted for together', () => {
  const findings = verify(resultWith(['createTime', 'lifeTime'], { created: 3, ran: 2 }));
  expect(findings.map(({ message }) => message)).toEqual(['created 3, but ran 2']);
});

test('a launch that reports nothing is not verified', () => {
  expect(verify(resultWith([], sound))).toEqual([
    { validity: 'verification-failed', message: 'no metric is reported' },
  ]);
});
