/** The disk suites by fio: a program that speaks the protocol for it. Its argument is fio's engine. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Answer, serveLaunch } from '../../harness/authoring/index.js';
import { locationsIn } from '../../suites/disk-cache/reading/open-files.js';
import { cachedBlocks, warm } from '../../suites/disk-cache/reading/page-cache.js';
import { readingOf } from '../../suites/disk-cache/reading/workload.js';
import { engines, fioArguments, type FioTask } from './fio-command.js';
import { type FioReads, fioReportSchema, isRefused, partsOf, readsOf } from './fio-report.js';

const engine = z.enum(engines).parse(process.argv[2]);

await serveLaunch(async (specification, { ready }): Promise<Answer> => {
  const { threads, missRate } = readingOf(specification.point);
  if (missRate > 0 && missRate < 1) {
    return { unsupported: 'fio reads a file through the page cache or past it: miss rates 0 and 1 only' };
  }
  const { cached, direct } = locationsIn(specification.materials ?? '');
  const isDirect = missRate === 1;
  const cachedBefore = isDirect ? 0 : warm(cached);
  if (typeof cachedBefore !== 'number') return cachedBefore;
  const task: FioTask = { engine, file: isDirect ? direct : cached, direct: isDirect, threads };
  ready();
  const report = join(specification.dir, 'fio.json');
  const said = await runFio(fioArguments(task, specification, report));
  const { complaints, json } = partsOf(existsSync(report) ? readFileSync(report, 'utf8') : '');
  const words = `${said}${complaints}`.trim();
  if (isRefused(words)) return { unsupported: `fio cannot use its engine ${engine} here: ${words}` };
  if (json === '') throw new Error(`fio left no report: ${words}`);
  if (words !== '') process.stderr.write(`${words}\n`);
  const reads = readsOf(fioReportSchema.parse(JSON.parse(json)));
  const cachedAfter = isDirect ? 0 : cachedBlocks(cached);
  if (typeof cachedAfter !== 'number') return cachedAfter;
  return answerOf(reads, task, { cachedBefore, cachedAfter });
});

/** Runs fio to its end. @returns what it printed to its standard error */
function runFio(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fio = spawn('fio', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const said: Buffer[] = [];
    fio.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    fio.once('error', reject);
    fio.once('close', () => resolve(Buffer.concat(said).toString('utf8')));
  });
}

/** With one job for all reads under way, these have no names: they began together, and ended together. */
function answerOf(
  { reads, elapsedMs, usage, progressed, finished, short, failed }: FioReads,
  { direct, threads }: FioTask,
  cache: { cachedBefore: number; cachedAfter: number },
): Answer {
  const threadsPerJob = engine === 'psync' ? 1 : threads;
  return {
    elapsedMs,
    work: reads,
    intervals: [],
    ...(usage !== undefined && { usage }),
    verification: {
      hits: direct ? 0 : reads,
      misses: direct ? reads : 0,
      short,
      failed,
      ...cache,
      threads,
      progressed: progressed * threadsPerJob,
      finished: finished * threadsPerJob,
    },
    facts: { engine },
  };
}
