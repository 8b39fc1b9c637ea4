/** The files of a published dashboard's data: what `publish.ts` writes and the page reads. */
import * as z from 'zod';
import { launchRecordSchema } from '../harness/model/launch.js';
import { profileNameSchema } from '../harness/model/profile.js';
import { runSummarySchema } from './src/data/run-summary.js';
import { trendColumnsSchema } from './src/data/trend-columns.js';

/** Raised when a page of the former shape would misread the new one. */
export const publishedSchemaVersion = 2;

const schema = z.literal(publishedSchemaVersion);
/** The beginning of the SHA-256 over all that is published of a run, its launches included. */
const hash = z.string().regex(/^[0-9a-f]{12}$/);
/** A file beside the index. */
const file = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*\.js$/);

/** `data/index.js`: the published runs, newest first. */
export const publishedIndexSchema = z.object({
  schema,
  runs: z.array(
    z.object({
      id: z.string(),
      startedAt: z.iso.datetime(),
      host: z.string(),
      profile: profileNameSchema,
      file,
      hash,
    }),
  ),
});
export type PublishedIndex = z.infer<typeof publishedIndexSchema>;
export type PublishedIndexEntry = PublishedIndex['runs'][number];

/** `data/<run-id>.js`: one run, with the files of the launches of each suite. */
export const publishedRunSchema = z.object({
  schema,
  hash,
  summary: runSummarySchema,
  /** By suite; the checksum is that of the JSON in the file. */
  launches: z.record(z.string(), z.object({ file, checksum: z.int().nonnegative() })),
});
export type PublishedRun = z.infer<typeof publishedRunSchema>;

/** `data/<run-id>.<suite>.js`: the launches of a suite, in the order of the plan. */
export const publishedLaunchesSchema = z.object({
  schema,
  /** Of the run that they belong to, as it was published with them. */
  hash,
  run: z.string(),
  suite: z.string(),
  launches: z.array(launchRecordSchema),
});
export type PublishedLaunches = z.infer<typeof publishedLaunchesSchema>;

/** `data/trends.js`: what a history says of each cell; nothing where there was none. */
export const publishedTrendsSchema = z.object({ schema, ...trendColumnsSchema.shape });
export type PublishedTrends = z.infer<typeof publishedTrendsSchema>;

/** Where the scripts put their data, as JSON text: a script can be read from `file://`, which a JSON file cannot. */
export interface PublishedGlobals {
  tuttiIndex?: string;
  /** By run. */
  tuttiRuns?: Record<string, string>;
  /** By file. */
  tuttiLaunches?: Record<string, string>;
  tuttiTrends?: string;
}

/** The text of `data/index.js`. */
export function indexScript(index: PublishedIndex): string {
  return `window.tuttiIndex = ${scriptJson(index)};\n`;
}

/** The text of `data/<run-id>.js`. */
export function runScript(published: PublishedRun): string {
  return entryScript('tuttiRuns', published.summary.run.id, JSON.stringify(published));
}

/** The text of `data/<run-id>.<suite>.js`. @param json of a `PublishedLaunches` */
export function launchesScript(name: string, json: string): string {
  return entryScript('tuttiLaunches', name, json);
}

/** The text of `data/trends.js`. */
export function trendsScript(published: PublishedTrends): string {
  return `window.tuttiTrends = ${scriptJson(published)};\n`;
}

function entryScript(global: keyof PublishedGlobals, key: string, json: string): string {
  return `(window.${global} ??= {})[${scriptString(key)}] = ${scriptString(json)};\n`;
}

/** JSON as a literal of a script. */
function scriptJson(value: unknown): string {
  return scriptString(JSON.stringify(value));
}

/**
 * A text as a literal that is inert in a script, wherever the script stands: nothing in it can end the script element. In
 * single quotes, for JSON is full of the others.
 */
function scriptString(text: string): string {
  return `'${text.replace(/['\\<\n\r\u2028\u2029]/g, escaped)}'`;
}

function escaped(character: string): string {
  return character === "'" || character === '\\'
    ? `\\${character}`
    : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What is in the text of a published script. */
export interface ScriptContent {
  /** Where the script puts it. */
  readonly global: string;
  /** Undefined when the script was broken off. */
  readonly json: string | undefined;
}

/** Reads the text of a published script without running it; null when it is none. */
export function contentOfScript(text: string): ScriptContent | null {
  const global = /^\(?window\.(tutti\w+)/.exec(text)?.[1];
  if (global === undefined) return null;
  const [start, end] = [text.indexOf(" = '"), text.lastIndexOf("';")];
  if (start === -1 || end <= start) return { global, json: undefined };
  const literal = text.slice(start + " = '".length, end);
  const json = literal.replace(
    /\\(?:u([0-9a-f]{4})|(.))/g,
    (_, code: string | undefined, character: string) =>
      code === undefined ? character : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return { global, json };
}
