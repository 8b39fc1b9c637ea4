/** Measures programs beside each other: every one of them once in each block, in random order. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import * as z from 'zod';
import type { BenchRow, ProgramComparison } from '../model/bench.js';
import { TuttiError, reasonOf } from '../model/errors.js';
import { shuffled } from '../plan/shuffle.js';
import { pairedRatio } from '../stats/paired.js';
import { benchBlocks } from './compare-targets.js';

const answerSchema = z.record(z.string(), z.number());
type Answer = z.infer<typeof answerSchema>;

/** Runs a command and gives the line of JSON that it printed last. */
export type RunProgram = (command: readonly string[]) => Promise<Answer>;

/**
 * The rows of comparisons of programs. A program that stands in several of them is run once a block.
 * @param run runs one of them; the first time untimed, so that what it has yet to build is built
 */
export async function comparePrograms(
  comparisons: readonly ProgramComparison[],
  say: (line: string) => void,
  run: RunProgram = runProgram,
): Promise<BenchRow[]> {
  const commands = new Map(
    comparisons
      .flatMap(({ command, rivalCommand }) => [command, rivalCommand])
      .map((command) => [keyOf(command), command]),
  );
  for (const command of commands.values()) await run(command);
  const random = xoroshiro128plus(Math.floor(Math.random() * 0xffff_ffff));
  const blocks: Map<string, Answer>[] = [];
  while (commands.size > 0 && blocks.length < benchBlocks) {
    const answers = new Map<string, Answer>();
    for (const [key, command] of shuffled([...commands], random)) answers.set(key, await run(command));
    blocks.push(answers);
    say(`block ${blocks.length} of ${benchBlocks}`);
  }
  return comparisons.map((comparison) => rowOf(comparison, blocks));
}

function rowOf(comparison: ProgramComparison, blocks: readonly Map<string, Answer>[]): BenchRow {
  const { what, rival, command, rivalCommand, field, better, reach } = comparison;
  const pairs = blocks.map((answers) => {
    const ours = valueOf(answers.get(keyOf(command)), field);
    const theirs = valueOf(answers.get(keyOf(rivalCommand)), field);
    return better === 'higher' ? { a: ours, b: theirs } : { a: theirs, b: ours };
  });
  const { n, ratio, lo, hi } = pairedRatio(pairs);
  return {
    what,
    rival,
    ratio,
    lo,
    hi,
    reach,
    met: ratio === null ? null : ratio >= reach,
    note: `${n} blocks`,
  };
}

function valueOf(answer: Answer | undefined, field: string): number {
  const value = answer?.[field];
  if (value !== undefined) return value;
  throw new TuttiError('BAD_DECLARATION', {
    file: 'bench',
    field,
    reason: 'the program prints no such number',
  });
}

function keyOf(command: readonly string[]): string {
  return command.join(' ');
}

async function runProgram(command: readonly string[]): Promise<Answer> {
  const [file = '', ...args] = command;
  try {
    const { stdout } = await promisify(execFile)(file, args, { encoding: 'utf8' });
    return answerSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  } catch (thrown) {
    throw new TuttiError(
      'BAD_DECLARATION',
      { file: keyOf(command), field: 'output', reason: reasonOf(thrown) },
      thrown,
    );
  }
}
