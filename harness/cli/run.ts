/** `tutti run`: plan, write the plan down, launch, keep, report. */
import * as z from 'zod';
import { TuttiError, exitCodes } from '../model/errors.js';
import type { LaunchRecord } from '../model/launch.js';
import type { Plan } from '../model/plan.js';
import type { UnavailableTarget } from '../model/run.js';
import type { Target } from '../model/target.js';
import { type ProfileName, profiles } from '../model/profile.js';
import { findRun, RunWriter } from '../store/run-folder.js';
import { estimateMs, makePlan } from '../plan/make-plan.js';
import { parsePointChoice } from '../plan/points.js';
import { select, type Selection } from '../plan/select.js';
import { duration } from '../report/quantity.js';
import { runDocument, runReport } from '../report/run-report.js';
import { measureWhole } from './measure.js';
import { chooseSuites, chooseTargets, type House, openHouse } from './house.js';
import { defineCommand, wholeNumber } from './command.js';
import { newRun } from './new-run.js';
import { planLeft, requireSameEnvironment } from './resume.js';
import { builtFor } from './first-use.js';
import { chooseGenerators, type Loading, unavailableHere } from './loading.js';
import { unfitSuites } from './materials.js';
import { jsonOption, materialsOption, resultsOption } from './options.js';
import { profileNamed, selectionOptions, type SelectionWords } from './selection-options.js';

export const runCommand = defineCommand({
  name: 'run',
  summary: 'measure: plan the launches, run them, and keep every result',
  options: {
    ...selectionOptions,
    launches: {
      flags: '--launches <n>',
      help: "launches of each cell instead of the profile's",
      schema: wholeNumber(1, 10_000).optional(),
    },
    resume: {
      flags: '--resume <run>',
      help: 'finish the plan of a run that was broken off',
      schema: z.string().optional(),
    },
    planOnly: {
      flags: '--plan-only',
      help: 'print the plan and the time it will take, and stop',
      schema: z.boolean().default(false),
    },
    results: resultsOption,
    materials: materialsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti run', 'every suite on the available targets, in under five minutes'],
    ['tutti run --suite producer-consumer --target native --target go', 'two targets of one suite'],
    ['tutti run --point pairs=1 --point pairs=4096 --launches 10', 'two points, ten launches of each cell'],
    ['tutti run --profile paper --plan-only', 'what would be measured, and how long it would take'],
    ['tutti run --resume latest', 'go on where a run was broken off'],
  ],
  async run(options) {
    const house = await openHouse();
    if (options.resume !== undefined) {
      refusePlanOptions(options);
      const folder = findRun(options.results, options.resume);
      if (options.planOnly) return printPlan(planLeft(folder), options.json);
      await requireSameEnvironment(folder, options.materials);
      return finish(RunWriter.resume(folder), house, options);
    }
    const { plan, selection, loading } = planFor(house, options);
    if (options.planOnly) return printPlan(plan, options.json);
    const run = await newRun(house, plan, { selection, loading, materials: options.materials });
    return finish(RunWriter.create(options.results, run), house, options);
  },
});

/** A run that goes on has its plan already. */
function refusePlanOptions(options: PlanOptions): void {
  const { profile, suite, target, point, launches, seed, generator } = options;
  const given = Object.entries({ profile, suite, target, point, launches, seed, generator })
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined))
    .map(([name]) => `--${name}`);
  if (given.length === 0) return;
  throw new TuttiError('USAGE', {
    message: `${given.join(', ')} cannot be given with --resume: the plan of the run is fixed`,
    remedy: 'leave it out to finish that plan, or leave out --resume to make a new one',
  });
}

interface PlanOptions extends SelectionWords {
  readonly launches: number | undefined;
  readonly materials: string;
}

function planFor(house: House, options: PlanOptions): { plan: Plan; selection: Selection; loading: Loading } {
  const profile = profiles[profileNamed(options.profile)];
  const suites = chooseSuites(house, options.suite);
  const targets = chooseTargets(house, options.target);
  const choice = parsePointChoice(options.point, suites);
  const loading = chooseGenerators(house, suites, options.generator);
  const leftAside = profile.asides || options.target.length > 0 ? [] : asidesOf(targets, profile.name);
  const unfit = unfitSuites(suites, options.suite, house, options.materials);
  const built = builtFor(house, { suites, targets, loading });
  const missing = [...unavailableHere(built, loading), ...unfit, ...leftAside];
  const selection = select(suites, targets, missing, profile.name, choice);
  const { warmupMs, measureMs, intervalMs, readyMs } = profile;
  const plan = makePlan({
    profile: profile.name,
    seed: options.seed ?? Math.floor(Math.random() * 0xffff_ffff),
    timing: { warmupMs, measureMs, intervalMs, readyMs },
    launches: options.launches ?? profile.launches,
    treatments: selection.treatments,
  });
  return { plan, selection, loading };
}

/** Targets that a profile leaves out, since nobody asked for them. */
function asidesOf(targets: readonly Target[], profile: ProfileName): UnavailableTarget[] {
  return targets
    .filter(({ aside }) => aside)
    .map(({ name }) => ({
      target: name,
      suite: null,
      reason: `the profile ${profile} leaves it out unless it is asked for`,
      remedy: `tutti run --target ${name}`,
    }));
}

function printPlan(plan: Plan, json: boolean): number {
  const expectedMs = estimateMs(plan.timing, plan.launches.length);
  if (json) {
    process.stdout.write(`${JSON.stringify({ schema: 1, estimateMs: expectedMs, plan })}\n`);
    return exitCodes.fine;
  }
  for (const { id, block, position, suite, target, point } of plan.launches) {
    const values = Object.entries(point)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ');
    process.stdout.write(`${id}  block ${block}.${position}  ${suite}  ${target}  ${values}\n`);
  }
  process.stdout.write(
    `${plan.launches.length} launches, about ${duration(expectedMs)}, seed ${plan.seed}\n`,
  );
  return exitCodes.fine;
}

/** Measures what is left of a run, writes its tables, and reports. */
async function finish(
  writer: RunWriter,
  house: House,
  { materials, json }: { readonly materials: string; readonly json: boolean },
): Promise<number> {
  for (const notice of writer.notices) process.stderr.write(`note: ${notice}\n`);
  const launches = await measureWhole(writer, house, materials);
  const { run, folder } = writer;
  const report = json
    ? JSON.stringify(runDocument(run, launches))
    : `${runReport(run, launches)}\n\nKept in ${folder}`;
  process.stdout.write(`${report}\n`);
  requireOneResult(run.id, launches);
  return exitCodes.fine;
}

function requireOneResult(run: string, launches: readonly LaunchRecord[]): void {
  const failure = launches.find((launch) => launch.outcome === 'failed');
  if (failure?.outcome !== 'failed' || launches.some(({ outcome }) => outcome === 'measured')) return;
  const { reason, detail } = failure.failure;
  throw new TuttiError('EVERY_LAUNCH_FAILED', { run, reason: `${reason}: ${detail}` });
}
