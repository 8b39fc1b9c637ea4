import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterEach, describe, expect, it } from 'vitest';
import { readRun } from '../store/run-folder.js';
import { smallRun, Workplace } from './test/command-line.js';

const launches = 12;
const planned = 2 * launches;

let place: Workplace;
afterEach(() => place.remove());

/** The folder of the only run; undefined before it is there. */
function runFolder(): string | undefined {
  if (!existsSync(place.results)) return undefined;
  const [id] = readdirSync(place.results);
  return id === undefined ? undefined : join(place.results, id);
}

/** Launches that are written down so far, whole lines only. */
function written(): number {
  const folder = runFolder();
  const log = folder === undefined ? '' : join(folder, 'launches.ndjson');
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0;
}

/** Starts a command line, waits until so many launches are written in all and a moment longer, and sends it a signal. */
async function breakOff(
  words: readonly string[],
  atLaunch: number,
  momentMs: number,
  signal: NodeJS.Signals,
) {
  const process = place.start(...words);
  const ended = once(process, 'exit');
  let said = '';
  process.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (written() < atLaunch && process.exitCode === null) await wait(5);
  await wait(momentMs);
  process.kill(signal);
  const [code] = (await ended) as [number | null];
  return { code, said };
}

describe('a run that is broken off', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s keeps what is measured, ends with 130, and says how to go on',
    async (signal) => {
      place = new Workplace();
      const { code, said } = await breakOff([...smallRun, '--launches', String(launches)], 3, 40, signal);
      expect(code).toBe(130);
      expect(said).toMatch(/interrupted; \d+ of 24 launches are kept in .*\n.*tutti run --resume /);
      expect(written()).toBeGreaterThanOrEqual(3);
      expect(written()).toBeLessThan(planned);
      expect(readdirSync(runFolder() ?? '')).toContain('summary.csv');
      expect(place.tutti('run', '--resume', 'latest', '--json').code).toBe(0);
      expect(readRun(runFolder() ?? '').launches).toHaveLength(planned);
    },
  );

  it('by SIGKILL at any moment and resumed comes to the same plan, each launch once, none lost', async () => {
    place = new Workplace({ honest: ['slow'], other: [] });
    // Launches after which it is killed, and milliseconds into the next one: drawn from a seed, so every run of this test
    // is the same, and five stages of a launch are hit.
    const random = xoroshiro128plus(7);
    const kills = [0, 2, 5, 9, 15].map((atLaunch) => [atLaunch, uniformInt(random, 0, 250)] as const);
    let planText = '';
    for (const [atLaunch, momentMs] of kills) {
      const words =
        runFolder() === undefined
          ? [...smallRun, '--launches', String(launches)]
          : ['run', '--resume', 'latest'];
      await breakOff(words, atLaunch, momentMs, 'SIGKILL');
      const folder = runFolder();
      if (folder === undefined || !existsSync(join(folder, 'run.json'))) continue;
      const text = readFileSync(join(folder, 'run.json'), 'utf8');
      if (planText !== '') expect(text).toBe(planText);
      planText = text;
    }
    const { code, out } = place.tutti('run', '--resume', 'latest', '--json');
    expect(code).toBe(0);
    const { run, launches: records } = readRun(runFolder() ?? '');
    expect(records.map(({ id }) => id).sort()).toEqual(run.plan.launches.map(({ id }) => id));
    for (const [index, record] of [...records].sort((a, b) => (a.id < b.id ? -1 : 1)).entries()) {
      expect(record).toMatchObject(run.plan.launches[index] ?? {});
    }
    const cells: { metric: string; n: number; validity: string[] }[] = JSON.parse(out).cells;
    const counted = cells.filter(({ metric }) => metric === 'throughput').map(({ n }) => n);
    expect(counted).toEqual([launches, launches]);
    expect(place.tutti('run', '--resume', 'latest').code).toBe(0);
    expect(readRun(runFolder() ?? '').launches).toHaveLength(planned);
  });

  it('is not finished with other options, on another machine, or with another way of measuring', () => {
    place = new Workplace();
    expect(place.tutti(...smallRun).code).toBe(0);
    for (const words of [
      ['--launches', '3'],
      ['--seed', '3'],
      ['--target', 'honest'],
      ['--profile', 'paper'],
    ]) {
      expect(place.tutti('run', '--resume', 'latest', ...words)).toMatchObject({
        code: 2,
        err: expect.stringContaining(`${words[0]} cannot be given with --resume`),
      });
    }
    const file = join(runFolder() ?? '', 'run.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(`"node": "${process.version}"`, '"node": "v18.0.0"'));
    expect(place.tutti('run', '--resume', 'latest')).toMatchObject({
      code: 5,
      err: expect.stringContaining(`Node was v18.0.0, is ${process.version}`),
    });
  });

  it('can say what is left of its plan', async () => {
    place = new Workplace();
    await breakOff([...smallRun, '--launches', String(launches)], 4, 0, 'SIGKILL');
    const { code, out } = place.tutti('run', '--resume', 'latest', '--plan-only', '--json');
    expect(code).toBe(0);
    const left: unknown[] = JSON.parse(out).plan.launches;
    expect(left.length).toBeLessThan(planned);
    expect(left.length).toBeGreaterThanOrEqual(planned - 6);
  });
});
