/** What is wrong with a result that only the harness can see: metrics, the window, its intervals, a port left open. */
import { connect } from 'node:net';
import type { Address, ResultMessage } from '../model/protocol.js';
import type { Conversation } from './conversation.js';

/** What is wrong with the window and the intervals of a result, or undefined. */
export function resultFault(
  result: ResultMessage,
  { resultMs, intervals }: Conversation,
  measureMs: number,
): string | undefined {
  return windowFault(result, resultMs, measureMs) ?? intervalFault(result, intervals);
}

/** Share of the window asked for that must have been measured. */
const leastWindow = 0.9;

/** A window must be as long as it was asked to be, and no longer than the launch took until the result was read. */
function windowFault(
  { elapsedMs }: ResultMessage,
  resultMs: number | null,
  measureMs: number,
): string | undefined {
  if (elapsedMs < leastWindow * measureMs) {
    return `a window of ${elapsedMs} ms, where ${measureMs} ms were asked for`;
  }
  if (resultMs !== null && elapsedMs > resultMs) {
    return `a window of ${elapsedMs} ms in a launch that gave its result ${Math.round(resultMs)} ms after its start`;
  }
  return undefined;
}

/** Intervals must be in order and add up to the work of the window. */
function intervalFault(result: ResultMessage, intervals: Conversation['intervals']): string | undefined {
  if (intervals.length === 0) return undefined;
  const inOrder = intervals.every(([elapsedMs], index) => elapsedMs > (intervals[index - 1]?.[0] ?? 0));
  if (!inOrder) return 'the intervals are not in the order of time';
  if ((intervals.at(-1)?.[0] ?? 0) > result.elapsedMs) return 'the intervals go on after the window';
  const sum = intervals.reduce((total, [, work]) => total + work, 0);
  return sum === result.work ? undefined : `the intervals add up to ${sum}, the result says ${result.work}`;
}

/** True when something still accepts connections there. */
export async function isOpen({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const answer = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
