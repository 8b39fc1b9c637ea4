/** What every program in TypeScript that speaks the protocol does: read lines, print messages, report what it threw. */
import { writeSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import {
  type LaunchSpecification,
  launchSpecificationSchema,
  type TargetMessage,
} from '../model/protocol.js';

/** Prints one message, whole, however full the pipe is. */
export function send(message: TargetMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length;) {
    sent += writeSync(1, bytes, sent);
  }
}

/** The standard input of a program, and its first line. */
export interface Orders {
  readonly lines: Interface;
  /** Settles when the harness has closed the standard input. */
  readonly closed: Promise<void>;
}

/**
 * Runs the main program of a target: gives the specification to `play`, reports what that throws as the launch's error,
 * and ends the process once the harness has closed the standard input, so that its accounting can be read while it lives.
 */
export async function speak(
  play: (specification: LaunchSpecification, orders: Orders) => Promise<void>,
): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  const closed = new Promise<void>((resolve) => lines.once('close', resolve));
  const first = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  });
  if (first === '') return;
  try {
    await play(launchSpecificationSchema.parse(JSON.parse(first)), { lines, closed });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    process.stderr.write(`${error.stack}\n`);
    send({ type: 'error', code: error.name, message: error.message });
    process.exitCode = 1;
  }
  await closed;
  process.exit();
}
