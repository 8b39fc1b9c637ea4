/** Compiles what stands on the user-level threads; where no context switch is written, the build report says so. */
import { compile, writeReport } from '../../harness/setup/compile.mjs';
import { switchSource } from './sources.mjs';

/**
 * As `compile`.
 * @param {Parameters<typeof compile>[0]} recipe
 * @param {string} remedy what to do on a machine without a context switch
 * @returns {ReturnType<typeof compile>}
 */
export async function compileOnThreads(recipe, remedy = 'run on Linux on x86-64 or aarch64') {
  if (switchSource !== undefined) return compile(recipe);
  const reason = `no context switch is written for ${process.platform} on ${process.arch}`;
  const report = { ok: false, reason, remedy, versions: {} };
  writeReport(recipe.folder, report);
  return report;
}
