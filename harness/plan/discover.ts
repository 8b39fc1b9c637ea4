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
  z.object({ verify: z.custom<Suite['verify']>((value) => typeof value === 'function', 'is a function') }),
);

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
  const factors = new Set(suite.factors.map(({ name }) => name));
  const metrics = new Set(suite.metrics.map(({ name }) => name));
  for (const [index, figure] of suite.figures.entries()) {
    const field = `figures.${index}`;
    const unknown = [figure.x.factor, ...Object.keys(figure.fixed)].find((name) => !factors.has(name));
    if (unknown !== undefined) {
      throw new TuttiError('BAD_DECLARATION', {
        file,
        field,
        reason: `the suite has no factor "${unknown}"`,
      });
    }
    if (!metrics.has(figure.y.metric)) {
      throw new TuttiError('BAD_DECLARATION', {
        file,
        field,
        reason: `the suite has no metric "${figure.y.metric}"`,
      });
    }
  }
}
