/** `tutti check`: the regression gate. Head against the commit where it left base, both built here and measured side by side. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { type FloorOf, floorsOf } from '../judge/noise-floor.js';
import { checkInStages } from '../judge/gate/two-stages.js';
import { type Environment, machineFingerprint } from '../model/environment.js';
import { TuttiError } from '../model/errors.js';
import type { AcceptedChange, GateVerdict } from '../model/gate.js';
import { discoverSuites } from '../plan/discover.js';
import { gatedCells } from '../plan/gated-cells.js';
import { type Baseline, readBaseline } from '../store/baseline.js';
import { acceptedFile, readAccepted } from '../store/gate-files.js';
import { readQualification } from '../store/qualifications.js';
import { makeFolder } from '../store/write-file.js';
import { checkBaseline, requireComparable } from './check/check-baseline.js';
import { keepControls } from './check/check-controls.js';
import { reportCheck } from './check/check-report.js';
import { type CheckGround, CheckSessions } from './check/check-session.js';
import { configNotes, sidesOf } from './check/check-subject.js';
import { defineCommand, wholeNumber } from './command.js';
import { comparableCells } from './check/comparable-cells.js';
import { root } from './house.js';
import { Interruption } from './interruption.js';
import { currentEnvironment } from './new-run.js';
import { folderSchema, jsonOption, materialsOption, qualificationsOption, resultsOption } from './options.js';

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'the regression gate: is this change slower than what it was made from?',
  options: {
    base: {
      flags: '--base <rev>',
      help: 'the branch or commit to compare with, as it was where head left it',
      schema: z.string().min(1, 'a revision, such as origin/main').optional(),
    },
    baseline: {
      flags: '--baseline <file>',
      help: 'compare with what was measured here at another time instead: a verdict.json, or the folder of a run',
      schema: z.string().min(1, 'the path of a file').optional(),
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
      help: 'inconclusive: end with 4 when a difference was neither confirmed nor ruled out',
      schema: z.literal('inconclusive', 'inconclusive').optional(),
    },
    seed: {
      flags: '--seed <n>',
      help: 'seed of the plans; drawn when not given',
      schema: wholeNumber(0, 0xffff_ffff).optional(),
    },
    checks: {
      flags: '--checks <dir>',
      help: 'folder of all checks',
      schema: folderSchema.default('results/checks'),
    },
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
    const folder = join(options.checks, newId());
    const interruption = new Interruption(new TuttiError('CHECK_INTERRUPTED', { folder }));
    try {
      const environment = await currentEnvironment([], options.materials);
      const verdict = await judge(options, folder, environment, interruption.signal);
      keepControls(options.qualifications, environment, verdict);
      reportCheck(verdict, folder, options.json);
      return verdict.exit;
    } finally {
      interruption.end();
    }
  },
});

interface CheckOptions {
  readonly base: string | undefined;
  readonly baseline: string | undefined;
  readonly head: string | undefined;
  readonly confirm: boolean;
  readonly failOn: 'inconclusive' | undefined;
  readonly seed: number | undefined;
  readonly checks: string;
  readonly qualifications: string;
  readonly materials: string;
}

function newId(): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
  return `${time}-${randomBytes(2).toString('hex')}`;
}

/** Base's exceptions; none where they cannot be read, which may be what head mends. */
function acceptedAt(base: string): AcceptedChange[] {
  try {
    return readAccepted(join(base, acceptedFile));
  } catch {
    return [];
  }
}

/** The two ways to say what head is compared with. @throws TuttiError USAGE unless there is just one */
function askedFor({ base, baseline }: CheckOptions): { base: string } | { baseline: Baseline } {
  if (base !== undefined && baseline === undefined) return { base };
  if (baseline !== undefined && base === undefined) return { baseline: readBaseline(baseline) };
  throw new TuttiError('USAGE', {
    message: 'a check compares head either with --base REV or with --baseline FILE',
    remedy: 'give one of them, such as --base origin/main',
  });
}

/** Measures both sides and judges. Nothing but the folder of the check is left behind. */
async function judge(
  options: CheckOptions,
  folder: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<GateVerdict> {
  const { checks, qualifications, materials } = options;
  const asked = askedFor(options);
  if ('baseline' in asked) requireComparable(asked.baseline, machineFingerprint(environment));
  const sides = sidesOf('base' in asked ? asked.base : null, options.head, [
    checks,
    qualifications,
    materials,
    resultsOption.schema.parse(undefined),
  ]);
  makeFolder(folder, '--checks DIR');
  const ground = {
    sides,
    home: options.head === undefined ? { folder: process.cwd(), top: sides.repository.top } : undefined,
    suites: await discoverSuites(root),
    folder,
    materials,
    signal,
    seed: options.seed ?? Math.floor(Math.random() * 0xffff_ffff),
  };
  const floorOf = floorsOf(readQualification(qualifications, environment));
  const failOnInconclusive = options.failOn !== undefined;
  return 'baseline' in asked
    ? checkBaseline({ ...ground, ...asked, environment, floorOf, failOnInconclusive })
    : checkBase(ground, environment, floorOf, { confirmAll: options.confirm, failOnInconclusive });
}

/** Measures base, head and the copy of base side by side. */
async function checkBase(
  ground: CheckGround,
  environment: Environment,
  floorOf: FloorOf,
  asked: GateVerdict['asked'],
): Promise<GateVerdict> {
  const { sides } = ground;
  const sessions = new CheckSessions(ground);
  try {
    const { subject, arms, found } = await sessions.open('screen');
    const { base, head } = arms.revisions;
    const gated = gatedCells(subject.gate, found.head.suites, found.head.targets);
    const { cells, notes } = comparableCells(gated, found);
    return await checkInStages({
      at: new Date().toISOString(),
      asked,
      base: sides.base,
      head: sides.head,
      fingerprint: machineFingerprint(environment),
      notes: [...sides.notes, ...configNotes(base, head), ...notes],
      differences: [],
      suites: found.head.suites,
      cells,
      floorOf,
      accepted: readAccepted(join(head.folder, acceptedFile)),
      acceptedAtBase: acceptedAt(base.folder),
      blocks: subject.gate.blocks,
      measure: (stage, chosen, blocks) => sessions.measure(stage, chosen, blocks),
    });
  } finally {
    sessions.close();
  }
}
