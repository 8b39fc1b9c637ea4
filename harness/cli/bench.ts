/** `tutti bench`: the one home of claims of speed about ourselves. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchBlocks, benchTiming, rowOf, treatmentsOf } from '../bench/compare-targets.js';
import { comparePrograms } from '../bench/compare-programs.js';
import { mergeBenches } from '../bench/merge-benches.js';
import type { Bench, BenchRow, Claim } from '../model/bench.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import type { Metric } from '../model/metric.js';
import { makePlan, type Treatment } from '../plan/make-plan.js';
import { table } from '../report/table.js';
import { RunWriter } from '../store/run-folder.js';
import { defineCommand } from './command.js';
import { builtWhole } from './first-use.js';
import { type House, openHouse, root } from './house.js';
import { measure } from './measure.js';
import { newRun } from './new-run.js';
import { chooseGenerators, type Loading, unavailableHere } from './loading.js';
import { jsonOption, materialsOption } from './options.js';

export const benchCommand = defineCommand({
  name: 'bench',
  summary: 'measure our own speed against rivals, paired and interleaved',
  arguments: [{ name: '[name]', help: 'name of the bench; lists them when not given' }],
  options: { materials: materialsOption, json: jsonOption },
  examples: [
    ['npm run bench', 'which benches there are'],
    ['npm run bench -- threads', 'our threads against other packages, event loops and themselves'],
    ['npm run bench -- harness --json', 'what the harness itself costs, for machines'],
  ],
  async run({ materials, json }, name) {
    const benches = await discoverBenches();
    if (name === undefined) {
      process.stdout.write(`${benches.map((bench) => `${bench.name}: ${bench.summary}`).join('\n')}\n`);
      return exitCodes.fine;
    }
    const bench = benches.find((one) => one.name === name);
    if (bench === undefined) {
      const known = benches.map((one) => one.name).join(', ');
      throw new TuttiError('USAGE', {
        message: `there is no bench named "${name}"`,
        remedy: `choose one of: ${known}`,
      });
    }
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const rows = [
      ...((await bench.measure?.(say)) ?? []),
      ...(await comparePrograms(bench.programs ?? [], say)),
      ...(await compare(bench.comparisons ?? [], materials)),
    ];
    process.stdout.write(`${json ? JSON.stringify({ rows }) : rowsTable(rows)}\n`);
    return exitCodes.fine;
  },
});

/** Every `bench.js` in the folders of suites, targets, the harness's rooms and the dashboard; those of one name as one. */
async function discoverBenches(): Promise<Bench[]> {
  const rooms = ['suites', 'targets', 'harness'].flatMap((floor) =>
    readdirSync(join(root, floor))
      .sort()
      .map((room) => join(floor, room)),
  );
  const files = [...rooms, 'dashboard']
    .map((room) => join(root, room, 'bench.js'))
    .filter((file) => existsSync(file));
  const modules = await Promise.all(
    files.map(async (file): Promise<{ default?: Bench }> => import(pathToFileURL(file).href)),
  );
  return mergeBenches(modules.flatMap((module) => module.default ?? []));
}

/** Measures claims in one plan; the run itself is thrown away, its rows are what counts. */
async function compare(claims: readonly Claim[], materials: string): Promise<BenchRow[]> {
  if (claims.length === 0) return [];
  const house = builtWhole(await openHouse());
  const loading = chooseGenerators(house, house.suites, undefined);
  const contestants = { targets: house.targets, unavailable: unavailableHere(house, loading) };
  const treatments = treatmentsOf(claims, contestants);
  const launches = treatments.length === 0 ? [] : await launchAll(house, treatments, loading, materials);
  return claims.map((claim) => rowOf(claim, launches, contestants, metricOf(house, claim)));
}

async function launchAll(
  house: House,
  treatments: readonly Treatment[],
  loading: Loading,
  materials: string,
) {
  const seed = Math.floor(Math.random() * 0xffff_ffff);
  const plan = makePlan({
    profile: 'standard',
    seed,
    timing: benchTiming,
    launches: benchBlocks,
    treatments,
  });
  const playing = new Set(treatments.flatMap(({ targets }) => targets));
  const targets = house.targets.filter(({ name }) => playing.has(name));
  const results = mkdtempSync(join(tmpdir(), 'tutti-bench-'));
  try {
    const selection = { treatments: [...treatments], targets, unavailable: [] };
    const run = await newRun(house, plan, { selection, loading, materials });
    const { launches, finished } = await measure(RunWriter.create(results, run), house, materials);
    if (finished) return launches;
    throw new TuttiError('BENCH_INTERRUPTED');
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

function metricOf(house: House, { suite, metric }: Claim): Metric {
  const declared = house.suites
    .find(({ name }) => name === suite)
    ?.metrics.find(({ name }) => name === metric);
  if (declared !== undefined) return declared;
  throw new TuttiError('BAD_DECLARATION', {
    file: 'bench',
    field: 'metric',
    reason: `${suite} has no "${metric}"`,
  });
}

function rowsTable(rows: readonly BenchRow[]): string {
  const number = (value: number | null): string => (value === null ? '-' : value.toFixed(2));
  return table(
    [
      { title: 'what' },
      { title: 'rival' },
      { title: 'times better', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'reach', align: 'right' },
      { title: 'met' },
      { title: 'note' },
    ],
    rows.map(({ what, rival, ratio, lo, hi, reach, met, note }) => [
      what,
      rival,
      number(ratio),
      lo === null ? '' : `[${number(lo)}, ${number(hi)}]`,
      number(reach),
      met === null ? '-' : met ? 'yes' : 'no',
      note,
    ]),
  );
}
