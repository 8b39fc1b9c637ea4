/**
 * The adapter between the protocol and a plain command: runs it again and again, a fresh process each time, until the
 * window is over and it has run as often as asked for. A launch has one value of each metric: the median over its runs.
 */
import { type Answer, type CommandRun, runCommand, serveLaunch } from '../../harness/authoring/index.js';
import { type Adapted, adaptedSchema } from './adapted.js';
import { printedNumber } from './printed-number.js';

/** Lines of the output that a failure shows. */
const shownLines = 10;

class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

const adapted = adaptedSchema.parse(JSON.parse(process.argv[2] ?? ''));

await serveLaunch(async ({ point, warmupMs, measureMs }, { ready }) => {
  ready();
  const warmFrom = performance.now();
  while (performance.now() - warmFrom < warmupMs) await run();
  const runs: Run[] = [];
  const intervals: { elapsedMs: number; work: number }[] = [];
  const startedAt = performance.now();
  let elapsedMs = 0;
  while (elapsedMs < measureMs || runs.length < Number(point['runs'])) {
    runs.push(await run());
    elapsedMs = performance.now() - startedAt;
    intervals.push({ elapsedMs, work: 1 });
  }
  const verification = { runs: runs.length, succeeded: runs.filter(({ fault }) => fault === null).length };
  return { elapsedMs, work: runs.length, intervals, metrics: metricsOf(runs), verification };
});

/** A run with the numbers that it printed. */
interface Run extends CommandRun {
  readonly numbers: Readonly<Record<string, number>>;
}

/** Runs the command once. Throws when it fails, or does not print its numbers. */
async function run(): Promise<Run> {
  const done = await runCommand(adapted.command);
  if (done.fault !== null) throw new CommandFailed(`${done.fault}${endOf(done.output)}`);
  const numbers = adapted.measures.map(({ name, pattern }) => {
    const value = printedNumber(done.output, pattern);
    if (value !== null) return [name, value] as const;
    throw new CommandFailed(
      `it printed no number where /${pattern.source}/${pattern.flags} looks for ${name}${endOf(done.output)}`,
    );
  });
  return { ...done, numbers: Object.fromEntries(numbers) };
}

function endOf(output: string): string {
  const lines = output.trimEnd().split('\n').slice(-shownLines).join('\n');
  return lines === '' ? '; it printed nothing' : `; the last it printed:\n${lines}`;
}

function metricsOf(runs: readonly Run[]): NonNullable<Exclude<Answer, { unsupported: string }>['metrics']> {
  const measured = [
    { name: 'wallTime', unit: 'ms', values: runs.map(({ wallMs }) => wallMs) },
    { name: 'cpuTime', unit: 'ms', values: runs.map(({ cpuMs }) => cpuMs) },
    { name: 'peakMemory', unit: 'bytes', values: runs.map(({ peakMemory }) => peakMemory) },
    ...adapted.measures.map(({ name, unit }: Adapted['measures'][number]) => ({
      name,
      unit,
      values: runs.map(({ numbers }) => numbers[name] ?? null),
    })),
  ];
  return Object.fromEntries(
    measured.flatMap(({ name, unit, values }) => {
      const known = values.filter((value) => value !== null);
      return known.length < values.length ? [] : [[name, { value: middleOf(known), unit }]];
    }),
  );
}

/** The median. (Suites do not import the harness's statistics.) */
function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}
