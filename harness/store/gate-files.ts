/** The files of the gate: the verdict of the latest check, and the exceptions that a repository keeps. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { TuttiError } from '../model/errors.js';
import {
  type AcceptedChange,
  acceptedFileSchema,
  acceptedSchemaVersion,
  type GateVerdict,
  gateVerdictSchema,
  verdictSchemaVersion,
} from '../model/gate.js';
import { writeWhole } from './write-file.js';

const verdictFile = 'verdict.json';
/** The exceptions, at the top of the repository whose changes are checked. */
export const acceptedFile = 'tutti.accepted.json';

/**
 * The file of the latest verdict below the folder of all checks, whose names begin with their time.
 * @throws TuttiError NO_VERDICT
 */
export function latestVerdict(checks: string): string {
  const names = existsSync(checks) ? readdirSync(checks).sort().reverse() : [];
  const file = names.map((name) => join(checks, name, verdictFile)).find((path) => existsSync(path));
  if (file === undefined) throw new TuttiError('NO_VERDICT', { file: checks });
  return file;
}

/** @throws TuttiError NO_VERDICT, RUN_NEWER, BAD_DECLARATION naming the file and the field */
export function readVerdict(file: string): GateVerdict {
  if (!existsSync(file)) throw new TuttiError('NO_VERDICT', { file });
  return parse(file, gateVerdictSchema, verdictSchemaVersion);
}

/** The exceptions of a repository; none when it keeps none. @throws TuttiError RUN_NEWER, BAD_DECLARATION */
export function readAccepted(file: string): AcceptedChange[] {
  if (!existsSync(file)) return [];
  return parse(file, acceptedFileSchema, acceptedSchemaVersion).accepted;
}

/** Writes the exceptions anew, by cell, so that a review sees what is new. @throws TuttiError CANNOT_WRITE */
export function writeAccepted(file: string, accepted: readonly AcceptedChange[]): void {
  const sorted = [...accepted].sort((a, b) => (a.cell < b.cell ? -1 : 1));
  writeWhole(file, `${JSON.stringify({ schema: acceptedSchemaVersion, accepted: sorted }, null, 2)}\n`);
}

function parse<S extends z.ZodType>(file: string, schema: S, known: number): z.output<S> {
  const bad = (field: string, reason: string): TuttiError =>
    new TuttiError('BAD_DECLARATION', { file, field, reason });
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw bad('(the whole)', 'it is not JSON');
  }
  const version = z.object({ schema: z.number() }).safeParse(document);
  if (version.success && version.data.schema > known) {
    throw new TuttiError('RUN_NEWER', { file, found: version.data.schema, known });
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw bad(issue?.path.join('.') || '(the whole)', issue?.message ?? 'does not fit');
}
