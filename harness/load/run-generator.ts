/** Plays a load generator by itself, against a server that is there already. */
import { createInterface } from 'node:readline';
import { reasonOf } from '../model/errors.js';
import {
  type LaunchSpecification,
  type ResultMessage,
  type TargetMessage,
  targetMessageSchema,
} from '../model/protocol.js';
import { end, start } from './processes.js';

/** What a generator's run came to. */
export type GeneratorRun =
  | { readonly type: 'result'; readonly result: ResultMessage }
  | { readonly type: 'unsupported'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

/** Beyond warm-up and window, for everybody to come in and to leave. */
const patienceMs = 20_000;

/** Runs a command that speaks the protocol of generators. @param cpu the one to pin it to */
export async function runGenerator(
  command: readonly string[],
  specification: LaunchSpecification,
  cpu: number | null,
): Promise<GeneratorRun> {
  const child = start(command, cpu);
  const answered = new Promise<GeneratorRun>((resolve) => {
    child.once('error', (error) => resolve({ type: 'failed', reason: error.message }));
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => hear(line, resolve));
    lines.once('close', () => resolve({ type: 'failed', reason: 'it ended without a result' }));
    const limit = specification.warmupMs + specification.measureMs + patienceMs;
    const reason = `no result came within ${limit} ms`;
    setTimeout(() => resolve({ type: 'failed', reason }), limit).unref();
  });
  child.stdin.on('error', () => {});
  child.stdin.write(`${JSON.stringify(specification)}\n`);
  const run = await answered;
  child.stdin.end();
  await end(child);
  return run;
}

function hear(line: string, answer: (run: GeneratorRun) => void): void {
  let message: TargetMessage;
  try {
    message = targetMessageSchema.parse(JSON.parse(line));
  } catch (thrown) {
    return answer({
      type: 'failed',
      reason: `it said what is no message: ${reasonOf(thrown).replaceAll(/\s+/g, ' ')}`,
    });
  }
  if (message.type === 'result') answer({ type: 'result', result: message });
  if (message.type === 'unsupported') answer({ type: 'unsupported', reason: message.reason });
  if (message.type === 'error') answer({ type: 'failed', reason: `${message.code}: ${message.message}` });
}
