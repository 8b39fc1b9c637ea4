/** Publishes the dashboard: a folder that opens from `file://` and from any path of any server. */
import { join } from 'node:path';
import type { FloorOf } from '../harness/judge/noise-floor.js';
import type { JudgedClaim } from '../harness/model/claim.js';
import { TuttiError } from '../harness/model/errors.js';
import type { LaunchRecord } from '../harness/model/launch.js';
import type { Run } from '../harness/model/run.js';
import type { Trend } from '../harness/model/trend.js';
import { writeWhole } from '../harness/store/write-file.js';
import { readBuilt } from './built-page.js';
import { checksum } from './checksum.js';
import { contentHash } from './content-hash.js';
import {
  indexScript,
  launchesScript,
  type PublishedIndexEntry,
  publishedIndexSchema,
  type PublishedLaunches,
  publishedSchemaVersion as schema,
  runScript,
  trendsScript,
} from './published.js';
import { launchesInOrder, loadedRun } from './src/data/loaded-run.js';
import { summaryOf } from './src/data/run-summary.js';
import { trendColumns } from './src/data/trend-columns.js';

/** The option that chooses another folder, for the remedy of an error. */
export const outOption = '--out DIR';

/** A run with all its launches, as they were read. */
export interface RunWithLaunches {
  readonly run: Run;
  readonly launches: readonly LaunchRecord[];
}

/** What is known of a run besides: claims that were judged by it, and the noise floors of its machine. */
export interface RunToPublish extends RunWithLaunches {
  readonly claims?: readonly JudgedClaim[];
  readonly floorOf?: FloorOf;
}

/** What is published beside the runs. */
export interface PublishOptions {
  readonly trends?: readonly Trend[];
  /** Told of each run before it is judged and written, which may take a while. */
  readonly began?: (run: Run) => void;
}

type Write = (name: string, text: string) => void;

/**
 * Writes the page and its data into a folder: `index.html`, `app.js`, `style.css`, `data/index.js`, `data/trends.js`, and
 * `data/<run-id>.js` with `data/<run-id>.<suite>.js` for its launches. Data come first and the page last, so that a reader of
 * the folder always finds a page that fits its data.
 * @param runs in any order; the page shows the newest first
 * @returns the path of `index.html`
 * @throws TuttiError CANNOT_WRITE, NOT_BUILT; RUN_DAMAGED when the name of a run cannot be the name of a file
 */
export function publishDashboard(
  runs: readonly RunToPublish[],
  out: string,
  { trends = [], began = () => undefined }: PublishOptions = {},
): string {
  const page = (['style.css', 'app.js', 'index.html'] as const).map(
    (name) => [name, readBuilt(name)] as const,
  );
  const newestFirst = [...runs].sort(
    (a, b) => compare(b.run.startedAt, a.run.startedAt) || compare(b.run.id, a.run.id),
  );
  requirePlainNames(newestFirst);
  const write: Write = (name, text) => writeWhole(join(out, name), text, outOption);
  const entries = newestFirst.map((run) => {
    began(run.run);
    return publishRun(run, write);
  });
  write('data/trends.js', trendsScript({ schema, ...trendColumns(trends) }));
  write('data/index.js', indexScript({ schema, runs: entries }));
  for (const [name, text] of page) write(name, text);
  return join(out, 'index.html');
}

function publishRun({ run, launches, ...known }: RunToPublish, write: Write): PublishedIndexEntry {
  const { id, startedAt, host, plan } = run;
  const summary = summaryOf(loadedRun(run, launches, known));
  const suites = run.suites
    .map(({ name }) => ({ suite: name, launches: launchesInOrder(run, launches, name) }))
    .filter((suite) => suite.launches.length > 0);
  const hash = contentHash([summary, ...suites.flatMap((suite) => suite.launches)]);
  const files = suites.map((suite) => {
    const file = launchesFile(id, suite.suite);
    const published: PublishedLaunches = { schema, hash, run: id, ...suite };
    const json = JSON.stringify(published);
    write(`data/${file}`, launchesScript(file, json));
    return [suite.suite, { file, checksum: checksum(json) }] as const;
  });
  write(`data/${runFile(id)}`, runScript({ schema, hash, summary, launches: Object.fromEntries(files) }));
  return { id, startedAt, host, profile: plan.profile, file: runFile(id), hash };
}

function runFile(id: string): string {
  return `${id}.js`;
}

function launchesFile(id: string, suite: string): string {
  return `${id}.${suite}.js`;
}

/** Before anything is written. @throws TuttiError RUN_DAMAGED when a file cannot have its name, or two would have the same */
function requirePlainNames(runs: readonly RunWithLaunches[]): void {
  const taken = new Set(['index.js', 'trends.js']);
  for (const { run } of runs) {
    for (const file of [runFile(run.id), ...run.suites.map(({ name }) => launchesFile(run.id, name))]) {
      const isPlain = publishedIndexSchema.shape.runs.element.shape.file.safeParse(file).success;
      if (isPlain && !taken.has(file)) {
        taken.add(file);
        continue;
      }
      const reason = `id: "${run.id}" cannot be published in data/${file}, which ${isPlain ? 'is another file' : 'is no plain name'}`;
      throw new TuttiError('RUN_DAMAGED', { file: 'run.json', reason });
    }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
