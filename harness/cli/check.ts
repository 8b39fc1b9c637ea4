/** `tutti check`: the regression gate. Head against the commit where it left base, both built here and measured side by side. */
import { randomBytes } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import * as z from 'zod';
import { floorsOf } from '../judge/noise-floor.js';
import { checkInStages } from '../judge/two-stages.js';
import { machineFingerprint } from '../model/environment.js';
import { TuttiError } from '../model/errors.js';
import type { GateVerdict } from '../model/gate.js';
import { discoverSuites } from '../plan/discover.js';
import { gatedCells } from '../plan/gated-cells.js';
import {
  findRepository,
  type Head,
  mergeBase,
  type Repository,
  resolveCommit,
  resolveHead,
} from '../revisions/resolve.js';
import { readQualification } from '../store/qualifications.js';
import { makeFolder } from '../store/write-file.js';
import { CheckConfig } from './check-config.js';
import { reportCheck } from './check-report.js';
import { type CheckGround, measureSession, openSession, type Session } from './check-session.js';
import { defineCommand, wholeNumber } from './command.js';
import { comparableCells } from './comparable-cells.js';
import { root } from './house.js';
import { Interruption } from './interruption.js';
import { currentEnvironment } from './new-run.js';
import { folderSchema, jsonOption, materialsOption } from './options.js';

const checksOption = {
  flags: '--checks <dir>',
  help: 'folder of all checks',
  schema: folderSchema.default('results/checks'),
};

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'the regression gate: is this change slower than what it was made from?',
  options: {
    base: {
      flags: '--base <rev>',
      help: 'the branch or commit to compare with, from where head left it',
      schema: z.string('a revision, such as origin/main').min(1, 'a revision, such as origin/main'),
    },
    head: {
      flags: '--head <rev>',
      help: 'the revision that is judged (default: the working tree, changes that are not committed included)',
      schema: z.string().min(1, 'a revision').optional(),
    },
    confirm: {
      flags: '--confirm',
      help: 'confirm every cell in the second session, not only those where the first saw something',
      schema: z.boolean().default(false),
    },
    failOn: {
      flags: '--fail-on <what>',
      help: 'inconclusive: end with 4 when nothing was shown either way',
      schema: z.literal('inconclusive', 'inconclusive').optional(),
    },
    seed: {
      flags: '--seed <n>',
      help: 'seed of the plans; drawn when not given',
      schema: wholeNumber(0, 0xffff_ffff).optional(),
    },
    checks: checksOption,
    qualifications: qualificationsOption,
    materials: materialsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti check --base origin/main', 'the working tree against the commit where it left main'],
    ['tutti check --base v1.0 --head v1.1', 'two versions'],
    ['tutti check --base main --confirm --fail-on inconclusive', 'say "equal" only where that was shown'],
  ],
  async run(options) {
    const question = await questionOf(options);
    const interruption = new Interruption(new TuttiError('CHECK_INTERRUPTED', { folder: question.folder }));
    try {
      const verdict = await answer(question, options, interruption);
      await reportCheck(verdict, question.folder, options.json);
      return verdict.exit;
    } finally {
      interruption.end();
    }
  },
});

interface CheckOptions {
  readonly base: string;
  readonly head: string | undefined;
  readonly confirm: boolean;
  readonly failOn: 'inconclusive' | undefined;
  readonly seed: number | undefined;
  readonly checks: string;
  readonly qualifications: string;
  readonly materials: string;
}

/** What is compared with what. */
interface Question {
  readonly repository: Repository;
  readonly base: string;
  readonly head: Head;
  /** Folder of the check. */
  readonly folder: string;
}

async function questionOf({ base: baseName, head: headName, checks }: CheckOptions): Promise<Question> {
  const repository = await findRepository(process.cwd());
  const baseTip = await resolveCommit(repository, baseName);
  const head = await resolveHead(repository, headName, ownPaths(repository, checks));
  const base = await mergeBase(repository, baseTip, head.commit);
  const startedAt = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
  const folder = join(checks, `${startedAt}-${randomBytes(2).toString('hex')}`);
  return { repository, base, head, folder };
}
