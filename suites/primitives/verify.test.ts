import { expect, test } from 'vitest';
import type { ResultMessage } from '../../harness/model/protocol.js';
import { verify } from './verify.js';

function resultWith(verification: Record<string, number>): ResultMessage {
  return { type: 'result', elapsedMs: 1, work: 1, metrics: {}, verification };
}

const sound = { created: 2, ran: 2, switched: 5, turns: 5, locked: 7, held: 7 };

test('a launch whose threads saw every operation is verified', () => {
  expect(verify(resultWith(sound))).toEqual([]);
});

test.each([
  [{ ...sound, ran: 1 }, 'created 2, but ran 1'],
  [{ ...sound, turns: 6 }, 'switched 5, but turns 6'],
  [{ ...sound, locked: 0, held: 0 }, 'locked 0, but held 0'],
  [{ created: 2, ran: 2, switched: 5, turns: 5 }, 'locked not reported, but held not reported'],
])('operations that were not seen, or not done at all, are said (%j)', (counters, message) => {
  expect(verify(resultWith(counters))).toEqual([{ validity: 'verification-failed', message }]);
});
