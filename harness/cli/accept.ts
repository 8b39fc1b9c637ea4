/** `tutti accept`: an exception from the gate, with a reason and an end. */
import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import * as z from 'zod';
import { exitCodes, TuttiError } from '../model/errors.js';
import type { AcceptedChange, JudgedCell } from '../model/gate.js';
import { boundsInWords } from '../report/gate-rows.js';
import {
  acceptedFile,
  latestVerdict,
  readAccepted,
  readVerdict,
  writeAccepted,
} from '../store/gate-files.js';
import { defineCommand } from './command.js';
import { folderSchema } from './options.js';

const words = 'at least one word';

export const acceptCommand = defineCommand({
  name: 'accept',
  summary: `put up with a change for some time: an exception in ${acceptedFile}, to be committed and reviewed`,
  arguments: [
    {
      name: '[cell]',
      help: 'the cell as the report of the check names it; without it, list the exceptions',
    },
  ],
  options: {
    reason: { flags: '--reason <text>', help: 'why', schema: z.string().trim().min(1, words).optional() },
    failure: {
      flags: '--failure',
      help: 'it covers head failing as well, where base does not',
      schema: z.boolean().default(false),
    },
    until: {
      flags: '--until <day>',
      help: 'the last day on which it holds, as 2026-12-31 (UTC)',
      schema: z.string().optional(),
    },
    by: {
      flags: '--by <name>',
      help: "who says so; git's user.name when not given",
      schema: z.string().trim().min(1, words).optional(),
    },
    checks: {
      flags: '--checks <dir>',
      help: 'folder of all checks: the latest of them must have the cell, and says how great a change is accepted',
      schema: folderSchema.default('results/checks'),
    },
    verdict: {
      flags: '--verdict <file>',
      help: 'the verdict to go by instead of the latest',
      schema: z.string().min(1, 'the path of a file').optional(),
    },
  },
  examples: [
    [
      'tutti accept "disk-cache/native/missRate=0.5/throughput" --reason "checksums are worth it" --until 2026-12-31',
      'accept that this cell is as much slower as the latest check found it, and not more',
    ],
    ['tutti accept', 'the exceptions there are, and which of them have ended'],
  ],
  run({ reason, failure, until, by, checks, verdict }, cell) {
    const today = new Date().toISOString().slice(0, 10);
    const accepted = readAccepted(acceptedFile);
    if (cell === undefined) {
      process.stdout.write(listOf(accepted, today));
      return exitCodes.fine;
    }
    const judged = judgedCell(cell, verdict ?? latestVerdict(checks));
    const change = {
      cell,
      reason: needed(reason, '--reason'),
      until: lastDay(until, today),
      by: by ?? user(),
      ...boundsOf(judged, failure),
    };
    writeAccepted(acceptedFile, [...accepted.filter((one) => one.cell !== cell), change]);
    process.stdout.write(`${acceptedFile}: ${line(change)}\ncommit it, so that it is reviewed\n`);
    for (const one of accepted.filter((other) => other.cell !== cell && other.until < today)) {
      process.stderr.write(`note: the exception for ${one.cell} ended on ${one.until}: remove or renew it\n`);
    }
    return exitCodes.fine;
  },
});

/** @throws TuttiError UNKNOWN_CELL */
function judgedCell(name: string, file: string): JudgedCell {
  const { cells } = readVerdict(file);
  const judged = cells.find(({ cell }) => cell === name);
  if (judged !== undefined) return judged;
  throw new TuttiError('UNKNOWN_CELL', { file, name, known: cells.map(({ cell }) => cell).join(', ') });
}

/** What is accepted: the change that a check measured, and failure only where it is asked for. @throws TuttiError USAGE */
function boundsOf(
  { verdict, exception, reason, ratio, difference }: JudgedCell,
  failure: boolean,
): Pick<AcceptedChange, 'ratio' | 'difference' | 'failure'> {
  if ((exception?.otherwise ?? verdict) === 'failed' && !failure) {
    throw new TuttiError('USAGE', {
      message: `head fails at this cell: ${reason}`,
      remedy: 'to put up with that, say so: --failure',
    });
  }
  return { ratio, difference: difference?.estimate ?? null, failure };
}

/** @throws TuttiError USAGE */
function needed(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw new TuttiError('USAGE', {
    message: `an exception needs ${option}`,
    remedy: 'say why, and until when: tutti accept CELL --reason TEXT --until 2026-12-31',
  });
}

/** @throws TuttiError USAGE, BAD_OPTION when it is no day or over */
function lastDay(given: string | undefined, today: string): string {
  const until = needed(given, '--until');
  if (z.iso.date().safeParse(until).success && until >= today) return until;
  const expected = `a day that is not over, such as ${today} (today, UTC)`;
  throw new TuttiError('BAD_OPTION', { option: '--until', value: until, expected });
}

function user(): string {
  const { stdout } = spawnSync('git', ['config', 'user.name'], { encoding: 'utf8' });
  return stdout?.trim() || userInfo().username;
}

function listOf(accepted: readonly AcceptedChange[], today: string): string {
  if (accepted.length === 0) return `no exceptions in ${acceptedFile}\n`;
  return accepted.map((one) => `${one.until < today ? 'ended: ' : ''}${line(one)}\n`).join('');
}

function line(change: AcceptedChange): string {
  const { cell, reason, until, by } = change;
  return `${cell} ${boundsInWords(change)} until ${until}, by ${by}: ${reason}`;
}
