/** Runs a program of somebody else to its end, and gives what it printed. */
import { spawn } from 'node:child_process';
import { ProcessorShare } from './processor-share.js';

export interface ToolRun {
  readonly output: string;
  /** Share of a CPU that it used between `since` and its end. */
  readonly cpuShare: number;
}

/**
 * @param onLine hears each line as it is printed
 * @throws Error with what it said when it fails
 */
export async function runTool(
  [file = '', ...args]: readonly string[],
  onLine: (line: string, restart: () => void) => void = () => {},
): Promise<ToolRun> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let share = child.pid === undefined ? undefined : new ProcessorShare(child.pid);
  const restart = (): void => {
    share?.finish();
    share = child.pid === undefined ? undefined : new ProcessorShare(child.pid);
  };
  let output = '';
  let begun = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const lines = (begun + chunk.toString()).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) onLine(line, restart);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const cpuShare = share?.finish() ?? 0;
  if (status === 0) return { output, cpuShare };
  throw new Error(`${file} ended with ${status}: ${(errors || output).trim().split('\n').at(-1)}`);
}
