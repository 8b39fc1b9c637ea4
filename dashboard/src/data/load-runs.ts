/** Loads the published data: scripts beside the page, parsed and checked. Nothing else is ever requested. */
import * as z from 'zod';
import { reasonOf } from '../../../harness/model/errors.js';
import { runSchemaVersion } from '../../../harness/model/run.js';
import {
  publishedIndexSchema,
  publishedRunSchema,
  publishedSchemaVersion,
  type PublishedGlobals,
  type PublishedIndex,
  type PublishedIndexEntry,
} from '../../published.js';
import { DataError } from './data-error.js';
import { type LoadedRun, loadedRun } from './loaded-run.js';

const globals = window as unknown as PublishedGlobals;
const remedy = 'Publish the dashboard again (tutti publish).';

/**
 * The published runs.
 * @throws DataError when `data/index.js` is missing, damaged or newer than this page
 */
export function loadIndex(): PublishedIndex {
  return parse('data/index.js', publishedIndexSchema, globals.tuttiIndex);
}

/**
 * One run, summarised by the same function as everywhere else.
 * @throws DataError when its file is missing, damaged or newer than this page
 */
export async function loadRun({ id, file }: PublishedIndexEntry): Promise<LoadedRun> {
  const path = `data/${file}`;
  if (globals.tuttiRuns?.[id] === undefined) await runScriptFile(path);
  const { run, launches } = parse(path, publishedRunSchema, globals.tuttiRuns?.[id]);
  try {
    return loadedRun(run, launches);
  } catch (thrown) {
    throw damaged(path, reasonOf(thrown));
  }
}

function runScriptFile(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = path;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () =>
      reject(new DataError(`The file ${path} could not be read. ${remedy}`)),
    );
    document.head.append(script);
  });
}

function parse<T>(path: string, schema: z.ZodType<T>, text: string | undefined): T {
  if (text === undefined) throw damaged(path, 'it is missing, or broken off before its end');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw damaged(path, reasonOf(thrown));
  }
  refuseNewer(path, value);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not what it should be'}`);
}

const versionsSchema = z.object({
  schema: z.number().optional(),
  run: z.object({ schema: z.number().optional() }).optional(),
});

/** A newer version is said as such, before its shape is looked at. */
function refuseNewer(path: string, value: unknown): void {
  const versions = versionsSchema.safeParse(value).data;
  const found = [
    { version: versions?.schema, known: publishedSchemaVersion },
    { version: versions?.run?.schema, known: runSchemaVersion },
  ].find(({ version, known }) => version !== undefined && version > known);
  if (found === undefined) return;
  throw new DataError(
    `The file ${path} was written by a newer Tutti (schema version ${found.version}; this page reads ${found.known}). ` +
      'Publish the dashboard again with that Tutti.',
  );
}

function damaged(path: string, reason: string): DataError {
  return new DataError(`The file ${path} is damaged: ${reason}. ${remedy}`);
}
