/** Publishes the dashboard: a folder that opens from `file://` and from any path of any server. */
import { join } from 'node:path';
import { TuttiError } from '../harness/model/errors.js';
import type { LaunchRecord } from '../harness/model/launch.js';
import type { Run } from '../harness/model/run.js';
import { writeWhole } from '../harness/store/write-file.js';
import { readBuilt } from './built-page.js';
import { indexScript, publishedIndexSchema, publishedSchemaVersion, runScript } from './published.js';

/** The option that chooses another folder, for the remedy of an error. */
export const outOption = '--out DIR';

/** A run with all its launches, as they were read. */
export interface RunWithLaunches {
  readonly run: Run;
  readonly launches: readonly LaunchRecord[];
}

/**
 * Writes the page and its data into a folder: `index.html`, `app.js`, `style.css`, `data/index.js` and `data/<run-id>.js`.
 * Data come first and the page last, so that a reader of the folder always finds a page that fits its data.
 * @param runs in any order; the page shows the newest first
 * @returns the path of `index.html`
 * @throws TuttiError CANNOT_WRITE, NOT_BUILT; RUN_DAMAGED when the name of a run cannot be the name of a file
 */
export function publishDashboard(runs: readonly RunWithLaunches[], out: string): string {
  const page = (['style.css', 'app.js', 'index.html'] as const).map(
    (name) => [name, readBuilt(name)] as const,
  );
  const schema = publishedSchemaVersion;
  const newestFirst = [...runs].sort(
    (a, b) => compare(b.run.startedAt, a.run.startedAt) || compare(b.run.id, a.run.id),
  );
  const entries = newestFirst.map(({ run: { id, startedAt, host, plan } }) => ({
    id,
    startedAt,
    host,
    profile: plan.profile,
    file: `${id}.js`,
  }));
  const index = publishedIndexSchema.safeParse({ schema, runs: entries });
  if (!index.success) {
    const reason = index.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw new TuttiError('RUN_DAMAGED', { file: 'run.json', reason });
  }
  const write = (name: string, text: string): void => writeWhole(join(out, name), text, outOption);
  for (const { run, launches } of newestFirst) {
    write(join('data', `${run.id}.js`), runScript({ schema, run, launches: [...launches] }));
  }
  write(join('data', 'index.js'), indexScript(index.data));
  for (const [name, text] of page) write(name, text);
  return join(out, 'index.html');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
