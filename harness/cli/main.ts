/** The command line: parse, run one command, print what went wrong, exit once. */
import { Command, CommanderError } from 'commander';
import { exitCodes, reasonOf, TuttiError } from '../model/errors.js';
import { acceptCommand } from './accept.js';
import { benchCommand } from './bench.js';
import { claimsCommand } from './claims.js';
import { checkCommand } from './check.js';
import { cleanCommand } from './clean.js';
import { compareCommand } from './compare.js';
import { doctorCommand } from './doctor.js';
import { exportCommand } from './export.js';
import { figuresCommand } from './figures.js';
import { generatorsCommand } from './generators.js';
import { historyCommand } from './history.js';
import { harnessVersion } from './house.js';
import { listCommand } from './list.js';
import { publishCommand } from './publish.js';
import { recomputeCommand } from './recompute.js';
import { qualifyCommand } from './qualify.js';
import { runCommand } from './run.js';
import { showCommand } from './show.js';

const commands = [
  doctorCommand,
  listCommand,
  runCommand,
  showCommand,
  claimsCommand,
  acceptCommand,
  compareCommand,
  checkCommand,
  figuresCommand,
  publishCommand,
  exportCommand,
  recomputeCommand,
  benchCommand,
  generatorsCommand,
  historyCommand,
  qualifyCommand,
  cleanCommand,
];

// Whoever reads our output may stop reading, as `head` does: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.off('exit', endedBefore);
  if (error.code === 'EPIPE') process.exit();
  process.exit(report(new TuttiError('CANNOT_PRINT', { reason: error.message })));
});
process.stderr.on('error', () => {});
process.once('exit', endedBefore);
process.exitCode = await main(process.argv);
process.off('exit', endedBefore);

/** The process ends although the command has not: something that it loaded ends it, or waits for what never comes. */
function endedBefore(): void {
  process.exitCode = report(new TuttiError('ENDED_EARLY'));
}

/** Runs one command line and gives its exit code. */
async function main(argv: readonly string[]): Promise<number> {
  let code: number = exitCodes.fine;
  const program = new Command('tutti')
    .description('Plays every concurrency runtime side by side, and says which differences are real.')
    .version(harnessVersion())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'tutti: ')) })
    .showHelpAfterError('(try --help)');
  for (const command of commands) command.addTo(program, (given: number) => (code = given));
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync(argv);
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    return report(thrown);
  }
}

/** Prints an error of the catalogue with its remedy; anything else is a defect of ours and is shown whole. */
function report(thrown: unknown): number {
  if (thrown instanceof TuttiError) {
    process.stderr.write(`tutti: ${thrown.message}\n       ${thrown.remedy}   [${thrown.code}]\n`);
    return thrown.exit;
  }
  const trace = thrown instanceof Error ? (thrown.stack ?? thrown.message) : reasonOf(thrown);
  process.stderr.write(`tutti: a defect of Tutti itself, please report it:\n${trace}\n`);
  return exitCodes.measurementFailed;
}
