/** Qualifications on disk: one file an environment, named after its fingerprint. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Environment, machineFingerprint } from '../model/environment.js';
import { TuttiError } from '../model/errors.js';
import {
  type Control,
  type Injection,
  type Qualification,
  qualificationSchema,
  qualificationSchemaVersion,
} from '../model/qualification.js';
import { writeWhole } from './write-file.js';

/**
 * What is known of the noise of this environment; null when nothing is.
 * @param folder of all qualifications
 * @throws TuttiError RUN_NEWER, RUN_DAMAGED naming the file and the field
 */
export function readQualification(folder: string, environment: Environment): Qualification | null {
  const file = fileOf(folder, machineFingerprint(environment));
  return existsSync(file) ? parse(file) : null;
}

/**
 * Adds what has been found to what was known, and writes it anew. What is known of the same run already is replaced: a run
 * that is judged again does not count twice.
 * @returns all of it
 */
export function addToQualification(
  folder: string,
  environment: Environment,
  found: { readonly controls?: readonly Control[]; readonly injections?: readonly Injection[] },
): Qualification {
  const known = readQualification(folder, environment);
  const runs = new Set([...(found.controls ?? []), ...(found.injections ?? [])].map(({ run }) => run));
  const isOther = ({ run }: Control): boolean => !runs.has(run);
  const qualification: Qualification = {
    schema: qualificationSchemaVersion,
    fingerprint: machineFingerprint(environment),
    controls: [...(known?.controls ?? []).filter(isOther), ...(found.controls ?? [])],
    injections: [...(known?.injections ?? []).filter(isOther), ...(found.injections ?? [])],
  };
  writeWhole(fileOf(folder, qualification.fingerprint), `${JSON.stringify(qualification, null, 1)}\n`);
  return qualification;
}

/** The file of an environment, whether there is one or not. */
export function qualificationFile(folder: string, environment: Environment): string {
  return fileOf(folder, machineFingerprint(environment));
}

function fileOf(folder: string, fingerprint: Record<string, string>): string {
  const hash = createHash('sha256').update(JSON.stringify(fingerprint)).digest('hex').slice(0, 12);
  return join(folder, `${hash}.json`);
}

function parse(file: string): Qualification {
  const damaged = (reason: string): TuttiError => new TuttiError('RUN_DAMAGED', { file, reason });
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw damaged('it is not JSON');
  }
  const version = z.object({ schema: z.number() }).safeParse(document);
  if (version.success && version.data.schema > qualificationSchemaVersion) {
    const versions = { found: version.data.schema, known: qualificationSchemaVersion };
    throw new TuttiError('RUN_NEWER', { file, ...versions });
  }
  const parsed = qualificationSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
}
