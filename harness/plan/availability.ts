/** Is a target able to run here? What is missing, and the command that mends it. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as z from 'zod';
import type { UnavailableTarget } from '../model/run.js';
import type { Need, Target } from '../model/target.js';

const buildReportSchema = z.object({
  ok: z.boolean(),
  reason: z.string().optional(),
  remedy: z.string().optional(),
  versions: z.record(z.string(), z.string()),
});
export type BuildReport = z.infer<typeof buildReportSchema>;

/**
 * What the build of a folder came to, as its report says.
 * @param root the folder that everything is built into
 */
export function readBuildReport(root: string, folder: string): BuildReport {
  const file = join(root, folder, 'build.json');
  if (!existsSync(file)) {
    const reason = `${folder} is not built yet: the first measurement that needs it builds it`;
    return { ok: false, reason, remedy: 'tutti doctor', versions: {} };
  }
  return buildReportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Why something cannot run here, and the command that mends it. */
export interface Lack {
  readonly reason: string;
  readonly remedy: string | null;
}

/** The first thing that is needed and not there, or undefined when all is. */
export function firstLack(needs: readonly Need[], root: string): Lack | undefined {
  for (const need of needs) {
    const lack = lackOf(need, root);
    if (lack !== undefined) return lack;
  }
  return undefined;
}

/** The first thing a target lacks, or undefined when it can run. */
export function missingFor(target: Target, root: string): UnavailableTarget | undefined {
  const lack = firstLack(target.needs, root);
  return lack === undefined ? undefined : { target: target.name, suite: null, ...lack };
}

function lackOf(need: Need, root: string): Lack | undefined {
  switch (need.type) {
    case 'build': {
      const report = readBuildReport(root, need.build);
      if (report.ok) return undefined;
      return { reason: report.reason ?? 'its build failed', remedy: report.remedy ?? null };
    }
    case 'command':
      return onPath(need.command)
        ? undefined
        : { reason: `the command "${need.command}" is not on the PATH`, remedy: need.remedy };
  }
}

/** True when a command is an executable file on the PATH, or the path of one. */
export function onPath(command: string): boolean {
  const folders = command.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return statSync(join(folder, command)).isFile();
    } catch {
      return false;
    }
  });
}
