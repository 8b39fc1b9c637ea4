/** The files of a published dashboard's data: what `publish.ts` writes and the page reads. */
import * as z from 'zod';
import { launchRecordSchema } from '../harness/model/launch.js';
import { profileNameSchema } from '../harness/model/profile.js';
import { runSchema } from '../harness/model/run.js';

/** Raised when a page of the former shape would misread the new one. */
export const publishedSchemaVersion = 1;

/** `data/index.js`: the published runs, newest first. */
export const publishedIndexSchema = z.object({
  schema: z.literal(publishedSchemaVersion),
  runs: z.array(
    z.object({
      id: z.string(),
      startedAt: z.iso.datetime(),
      host: z.string(),
      profile: profileNameSchema,
      /** Its file beside the index. */
      file: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*\.js$/),
    }),
  ),
});
export type PublishedIndex = z.infer<typeof publishedIndexSchema>;
export type PublishedIndexEntry = PublishedIndex['runs'][number];

/** `data/<run-id>.js`: one run with its launches. */
export const publishedRunSchema = z.object({
  schema: z.literal(publishedSchemaVersion),
  run: runSchema,
  launches: z.array(launchRecordSchema),
});
export type PublishedRun = z.infer<typeof publishedRunSchema>;

/** Where the scripts put their data, as JSON text: a script can be read from `file://`, which a JSON file cannot. */
export interface PublishedGlobals {
  tuttiIndex?: string;
  tuttiRuns?: Record<string, string>;
}

/** The text of `data/index.js`. */
export function indexScript(index: PublishedIndex): string {
  return `window.tuttiIndex = ${scriptString(JSON.stringify(index))};\n`;
}

/** The text of `data/<run-id>.js`. */
export function runScript(published: PublishedRun): string {
  const text = scriptString(JSON.stringify(published));
  return `(window.tuttiRuns ??= {})[${scriptString(published.run.id)}] = ${text};\n`;
}

/** A text as a literal that is inert in a script, wherever the script stands: nothing in it can end the script element. */
function scriptString(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '<': '\\u003c',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  };
  return JSON.stringify(text).replace(/[<\u2028\u2029]/g, (character) => escapes[character] ?? character);
}
