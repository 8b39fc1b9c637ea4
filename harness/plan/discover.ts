/** Finds suites and targets in their folders: adding one edits no list. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { TuttiError, reasonOf } from '../model/errors.js';
import { type Suite, suiteDeclarationSchema } from '../model/suite.js';
import { type Target, targetSchema } from '../model/target.js';

/**
 * All suites below `<root>/suites`, by name.
 * @throws TuttiError BAD_DECLARATION naming the file and the field
 */
export async function discoverSuites(root: string): Promise<Suite[]> {
  const suites: Suite[] = [];
  for (const file of declarations(join(root, 'suites'), 'suite.js')) {
    const suite = checked(suiteSchema, await defaultExport(file), file);
    checkFigures(suite, file);
    checkPublished(suite, file);
    suites.push(suite);
  }
  return suites;
}

/**
 * All targets below `<root>/targets`, variants included, by name.
 * @throws TuttiError BAD_DECLARATION naming the file and the field
 */
export async function discoverTargets(root: string): Promise<Target[]> {
  const targets: Target[] = [];
  for (const file of declarations(join(root, 'targets'), 'target.js')) {
    const declared = await defaultExport(file);
    for (const one of Array.isArray(declared) ? declared : [declared]) {
      targets.push(checked(targetSchema, one, file));
    }
  }
  return targets.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const suiteSchema = z.intersection(
  suiteDeclarationSchema,
  z.object({
    verify: z.custom<Suite['verify']>(isFunction, 'is a function'),
    materials: z.custom<NonNullable<Suite['materials']>>(isFunction, 'is a function').optional(),
    adapt: z.custom<NonNullable<Suite['adapt']>>(isFunction, 'is a function').optional(),
    claims: z.custom<NonNullable<Suite['claims']>>(Array.isArray, 'is a list').optional(),
  }),
);

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function declarations(folder: string, name: string): string[] {
  if (!existsSync(folder)) throw new TuttiError('NOT_BUILT', { what: folder });
  return readdirSync(folder)
    .sort()
    .map((entry) => join(folder, entry, name))
    .filter((file) => existsSync(file));
}

async function defaultExport(file: string): Promise<unknown> {
  try {
    const module: { default?: unknown } = await import(pathToFileURL(file).href);
    return module.default;
  } catch (thrown) {
    throw thrown instanceof TuttiError
      ? thrown
      : new TuttiError('CONFIG_FAILED', { file, reason: reasonOf(thrown) }, thrown);
  }
}

/** Parses a declaration, naming the first field that is wrong. */
export function checked<S extends z.ZodType>(schema: S, value: unknown, file: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? '(the whole)' : issue.path.join('.');
  throw new TuttiError('BAD_DECLARATION', { file, field, reason: issue?.message ?? 'does not fit' });
}

function checkFigures(suite: Suite, file: string): void {
  for (const [index, { x, y, fixed }] of suite.figures.entries()) {
    checkNames(suite, { file, field: `figures.${index}` }, [x.factor, ...Object.keys(fixed)], [y.metric]);
  }
}

function checkPublished(suite: Suite, file: string): void {
  if (suite.published === undefined) return;
  const { point, metrics, systems } = suite.published;
  const named = [...metrics, ...systems.flatMap(({ values }) => Object.keys(values))];
  checkNames(suite, { file, field: 'published' }, Object.keys(point), named);
}

/** Throws when the suite lacks a factor or a metric that one of its declarations names. */
function checkNames(
  suite: Suite,
  where: { file: string; field: string },
  factors: readonly string[],
  metrics: readonly string[],
): void {
  const noFactor = factors.find((name) => !suite.factors.some((factor) => factor.name === name));
  const noMetric = metrics.find((name) => !suite.metrics.some((metric) => metric.name === name));
  if (noFactor === undefined && noMetric === undefined) return;
  const lack = noFactor === undefined ? `metric "${noMetric}"` : `factor "${noFactor}"`;
  throw new TuttiError('BAD_DECLARATION', { ...where, reason: `the suite has no ${lack}` });
}
