/** `tutti qualify`: how often is this machine wrong, and how much does it see? Targets against themselves, and slowed down. */
import { floorsWithout } from '../judge/noise-floor.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import type { LaunchRecord } from '../model/launch.js';
import type { Plan } from '../model/plan.js';
import { profiles } from '../model/profile.js';
import type { Run } from '../model/run.js';
import { splitArm } from '../model/target.js';
import { parsePointChoice } from '../plan/points.js';
import { nothingToMeasure } from '../plan/select.js';
import { armsIn, copies } from '../qualify/arms.js';
import { judgeQualification } from '../qualify/judge-qualification.js';
import { qualificationPlan, sizeOfPlan, trialSizes } from '../qualify/qualification-plan.js';
import { simulateGate } from '../qualify/simulation/simulate-gate.js';
import { type Subject, subjectsOf } from '../qualify/subjects.js';
import { trialsOf } from '../qualify/trials.js';
import { Progress } from '../report/progress.js';
import { qualificationText } from '../report/qualification-report.js';
import { simulationText } from '../report/simulation-report.js';
import { addToQualification, qualificationFile, readQualification } from '../store/qualifications.js';
import { RunWriter } from '../store/run-folder.js';
import { defineCommand, wholeNumber } from './command.js';
import { builtFor } from './first-use.js';
import { chooseSuites, chooseTargets, type House, openHouse } from './house.js';
import { chooseGenerators, type Loading, unavailableHere } from './loading.js';
import { unfitSuites } from './materials.js';
import { measureWhole } from './measure.js';
import { newRun } from './new-run.js';
import { openRun } from './open-run.js';
import { jsonOption, materialsOption, qualificationsOption, resultsOption } from './options.js';
import { profileNamed, selectionOptions, type SelectionWords } from './selection-options.js';

export const qualifyCommand = defineCommand({
  name: 'qualify',
  summary: 'how often is this machine wrong, and how much does it see? A/A and injected slowdowns',
  arguments: [{ name: '[run]', help: 'judge this run of qualify again instead of measuring' }],
  options: {
    ...selectionOptions,
    trials: {
      flags: '--trials <n>',
      help: "trials of each subject instead of the profile's",
      schema: wholeNumber(1, 1000).optional(),
    },
    simulate: {
      flags: '--simulate <n>',
      help: 'measure nothing: play the gate so many times against a machine of known noise',
      schema: wholeNumber(1, 1_000_000).optional(),
    },
    results: resultsOption,
    qualifications: qualificationsOption,
    materials: materialsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti qualify', 'one target of every suite, in a few minutes; ends with 4 when the machine is not fit'],
    ['tutti qualify --suite web --trials 10', 'more trials of one suite: they add up from call to call'],
    ['tutti qualify --suite pipe --target native', 'a target of your choice, where it can slow itself down'],
    ['tutti qualify latest', 'judge a run of qualify again'],
    ['tutti qualify --simulate 2000', 'how often the rule of the gate is wrong, and how much it sees'],
  ],
  async run(options, run) {
    if (options.simulate !== undefined) return simulate(options.simulate, options.seed, options.json);
    if (run !== undefined) {
      const stored = openRun(options.results, run);
      return report(stored.run, stored.launches, options);
    }
    const house = await openHouse();
    const { subjects, loading } = chooseSubjects(house, options);
    const writer = RunWriter.create(options.results, await runOf(house, subjects, loading, options));
    return report(writer.run, await measureWhole(writer, house, options.materials), options);
  },
});

interface QualifyOptions extends SelectionWords {
  readonly trials: number | undefined;
  readonly materials: string;
}

/** @throws TuttiError NOTHING_TO_MEASURE */
function chooseSubjects(house: House, options: QualifyOptions): { subjects: Subject[]; loading: Loading } {
  const suites = chooseSuites(house, options.suite);
  const targets = chooseTargets(house, options.target);
  const loading = chooseGenerators(house, suites, options.generator);
  const missing = [
    ...unavailableHere(builtFor(house, { suites, targets, loading }), loading),
    ...unfitSuites(suites, options.suite, house, options.materials),
  ];
  const subjects = subjectsOf({
    suites,
    targets,
    named: options.target.length > 0,
    missing,
    profile: profileNamed(options.profile),
    points: parsePointChoice(options.point, suites),
  });
  if (subjects.length > 0) return { subjects, loading };
  throw nothingToMeasure(missing);
}

/** A run whose targets are the arms. */
function runOf(
  house: House,
  subjects: readonly Subject[],
  loading: Loading,
  { profile, trials, seed, materials }: QualifyOptions,
): Promise<Run> {
  const { name } = profiles[profileNamed(profile)];
  const size = { ...trialSizes[name], ...(trials !== undefined && { trials }) };
  const plan = qualificationPlan(subjects, name, size, seed ?? Math.floor(Math.random() * 0xffff_ffff));
  const arms = new Map(
    subjects.flatMap(({ suite, target }) => armsIn(target, suite).map((arm) => [arm.name, arm] as const)),
  );
  const selection = { treatments: [], targets: [...arms.values()], unavailable: [] };
  return newRun(house, plan, { selection, loading, materials });
}

/** Judges a run of arms, and keeps what it tells of the machine that it was measured on. */
function report(
  run: Run,
  launches: readonly LaunchRecord[],
  { qualifications, json }: { readonly qualifications: string; readonly json: boolean },
): number {
  requireArms(run.plan);
  const { environment } = run;
  const size = sizeOfPlan(run.plan);
  const known = readQualification(qualifications, environment);
  const trials = trialsOf(run, launches, size.blocks, floorsWithout(known, run.id));
  const judged = judgeQualification({
    run,
    launches,
    size,
    trials,
    qualification: addToQualification(qualifications, environment, trials),
    file: qualificationFile(qualifications, environment),
  });
  process.stdout.write(`${json ? JSON.stringify(judged) : qualificationText(judged)}\n`);
  return judged.fit ? exitCodes.fine : exitCodes.inconclusive;
}

/** @throws TuttiError USAGE */
function requireArms({ launches }: Plan): void {
  const names = new Set(launches.map(({ target }) => target));
  if ([...names].some((name) => splitArm(name).arm === copies[1])) return;
  throw new TuttiError('USAGE', {
    message: 'this run is none of tutti qualify',
    remedy: 'give the id of one, or nothing to measure now',
  });
}

async function simulate(jobs: number, seed: number | undefined, json: boolean): Promise<number> {
  const progress = new Progress(process.stderr, () => performance.now());
  const simulation = await simulateGate({ jobs, seed: seed ?? 1 }, (done, planned) =>
    progress.repeated('simulated checks', done, planned),
  );
  progress.end();
  process.stdout.write(`${json ? JSON.stringify(simulation) : simulationText(simulation)}\n`);
  return exitCodes.fine;
}
