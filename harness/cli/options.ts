/** Options and arguments that several commands share. */
import * as z from 'zod';
import type { ArgumentDeclaration, OptionDeclaration } from './command.js';

export const jsonOption = {
  flags: '--json',
  help: 'print one JSON document on standard output and nothing else',
  schema: z.boolean().default(false),
} satisfies OptionDeclaration;

/** Of an option that may be given several times. */
export const repeatedNames = z.array(z.string()).default([]);

/** A path that the user gives. */
export const folderSchema = z.string().min(1, 'the path of a folder');

export const resultsOption = {
  flags: '--results <dir>',
  help: 'folder of all runs',
  schema: folderSchema.default('results/runs'),
} satisfies OptionDeclaration;

export const materialsOption = {
  flags: '--materials <dir>',
  help: 'folder of the files that suites make once and read',
  schema: folderSchema.default('results/materials'),
} satisfies OptionDeclaration;

export const qualificationsOption = {
  flags: '--qualifications <dir>',
  help: 'folder of what is known of the noise of machines',
  schema: folderSchema.default('results/qualifications'),
} satisfies OptionDeclaration;

export const runArgument: ArgumentDeclaration = {
  name: '[run]',
  help: 'id, folder or kept file (.json.gz) of a run; the latest when not given',
};
