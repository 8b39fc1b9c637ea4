/**
 * The target's side of the protocol for programs in TypeScript: reads the launch specification, runs a handler, prints
 * its messages, and waits for the harness to close the standard input so that the kernel's accounting of the living
 * process can be read.
 */
import type { LaunchSpecification, ResultMessage } from '../model/protocol.js';
import { send, speak } from './speak.js';

/** What a handler gives back: a measured result, or why it cannot do this here. */
export type Answer =
  | (Omit<ResultMessage, 'type' | 'metrics' | 'verification'> & {
      /** The measured window in slices, in order. */
      intervals: { elapsedMs: number; work: number }[];
      metrics?: ResultMessage['metrics'];
      verification: ResultMessage['verification'];
    })
  | { unsupported: string };

/** What a handler is given besides the specification. */
export interface LaunchContext {
  /** Says that everything is set up; call it once, before the warm-up. */
  readonly ready: () => void;
}

/**
 * Runs one launch: the whole main program of a target.
 * @param handler does the work; what it throws is reported as the launch's error
 */
export async function serveLaunch(
  handler: (specification: LaunchSpecification, context: LaunchContext) => Promise<Answer> | Answer,
): Promise<void> {
  await speak(async (specification) => {
    const ready = (): void => send({ type: 'ready', nonce: specification.nonce });
    const answer = await handler(specification, { ready });
    if ('unsupported' in answer) {
      send({ type: 'unsupported', reason: answer.unsupported });
      return;
    }
    const { intervals, ...result } = answer;
    for (const interval of intervals) send({ type: 'interval', ...interval });
    send({ type: 'result', metrics: {}, ...result });
  });
}
