/** Verification of a launch of a plain command: every run of the window ended well, and there were as many as asked for. */
import type { Point } from '../../harness/model/point.js';
import type { ResultMessage } from '../../harness/model/protocol.js';
import type { Finding } from '../../harness/model/suite.js';

export function verify({ work, verification }: ResultMessage, { runs: atLeast = 1 }: Point): Finding[] {
  const { succeeded } = verification;
  if (succeeded === work && work >= Number(atLeast)) return [];
  const message = `${work} runs, of which ${succeeded ?? 'an unknown number'} ended well, where ${atLeast} were asked for`;
  return [{ validity: 'verification-failed', message }];
}
