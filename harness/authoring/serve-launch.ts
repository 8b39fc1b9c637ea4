/**
 * The target's side of the protocol for programs in TypeScript: reads the launch specification, runs a handler, prints
 * its messages, and waits for the harness to close the standard input so that the kernel's accounting of the living
 * process can be read.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  type LaunchSpecification,
  launchSpecificationSchema,
  type ResultMessage,
  type TargetMessage,
} from '../model/protocol.js';

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
  /** Says that everything is set up; call it once, before the warm-up. Servers give their address. */
  readonly ready: (address?: { host: string; port: number }) => void;
}

/**
 * Runs one launch: the whole main program of a target.
 * @param handler does the work; what it throws is reported as the launch's error
 */
export async function serveLaunch(
  handler: (specification: LaunchSpecification, context: LaunchContext) => Promise<Answer> | Answer,
): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  const closed = new Promise<void>((resolve) => lines.once('close', resolve));
  const first = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  });
  if (first === '') return;
  try {
    const specification = launchSpecificationSchema.parse(JSON.parse(first));
    const ready: LaunchContext['ready'] = (address) =>
      send({ type: 'ready', nonce: specification.nonce, ...address });
    const answer = await handler(specification, { ready });
    if ('unsupported' in answer) {
      send({ type: 'unsupported', reason: answer.unsupported });
    } else {
      const { intervals, ...result } = answer;
      for (const interval of intervals) send({ type: 'interval', ...interval });
      send({ type: 'result', metrics: {}, ...result });
    }
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.stderr.write(`${error.stack}\n`);
    send({ type: 'error', code: error.name, message: error.message });
    process.exitCode = 1;
  }
  await closed;
  process.exit();
}

function send(message: TargetMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length;) {
    sent += writeSync(1, bytes, sent);
  }
}
