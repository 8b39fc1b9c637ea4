import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordsOf, runOf } from '../../../harness/model/test/records.js';
import { packRun } from '../../../harness/store/history.js';
import { publishDashboard } from '../../publish.js';
import { exampleRun } from '../../test/example.js';
import { readBrought } from './brought-run.js';
import { type LoadedRun, loadedRun } from './loaded-run.js';

const { run, launches } = exampleRun();
const expected = loadedRun(run, launches);
const whole = runOf({ id: 'whole' });
const wholeLaunches = recordsOf(whole);
const packed = packRun(whole, wholeLaunches);

const runJson = JSON.stringify(run, null, 1);
const log = launches.map((launch) => `${JSON.stringify(launch)}\n`).join('');
const file = (name: string, content: string | Uint8Array): File => new File([Buffer.from(content)], name);
const folder = (runText = runJson, logText = log): File[] => [
  file('run.json', runText),
  file('launches.ndjson', logText),
];

/** The files that a published page has of the run. */
let site: File[];
const out = mkdtempSync(join(tmpdir(), 'tutti-brought-'));
beforeAll(() => {
  publishDashboard([{ run, launches, claims: [] }], out);
  site = readdirSync(join(out, 'data')).map((name) => file(name, readFileSync(join(out, 'data', name))));
});
afterAll(() => rmSync(out, { recursive: true }));

async function expectSame(loaded: LoadedRun, than: LoadedRun): Promise<void> {
  expect(loaded.run).toEqual(than.run);
  expect(loaded.cells).toEqual(than.cells);
  expect(loaded.tiers).toEqual(than.tiers);
  expect(loaded.recorded).toBe(than.recorded);
  for (const { name } of than.run.suites) {
    expect(await loaded.launchesOf(name)).toEqual(await than.launchesOf(name));
  }
}

describe('a run that is brought', () => {
  it('is read from its folder, whatever else lies in it and in whatever order', async () => {
    const others = [file('summary.csv', 'a,b'), file('.lock', ''), file('notes.json', '{')];
    const { loaded, notices } = await readBrought([...others, ...folder().reverse()]);
    await expectSame(loaded, expected);
    expect([loaded.hash, loaded.claims, notices]).toEqual([null, null, []]);
  });

  it('is read up to a last line that was never finished, and that is said', async () => {
    const { loaded, notices } = await readBrought(folder(runJson, log.slice(0, -30)));
    expect(loaded.recorded).toBe(launches.length - 1);
    expect(notices).toEqual(['The last line of launches.ndjson was never finished, and does not count.']);
  });

  it('counts only the last attempt of a block that was broken off', async () => {
    const records = wholeLaunches.map((launch) => ({ ...launch, attempt: 2 }));
    const lines = [...wholeLaunches.slice(0, 3), ...records].map((launch) => `${JSON.stringify(launch)}\n`);
    const { loaded } = await readBrought(folder(JSON.stringify(whole), lines.join('')));
    expect(loaded.recorded).toBe(wholeLaunches.length);
    expect((await loaded.launchesOf('producer-consumer')).map(({ attempt }) => attempt)).not.toContain(1);
  });

  it('is read from a file of a history', async () => {
    const { loaded, notices } = await readBrought([file('whole.json.gz', packed.bytes)]);
    await expectSame(loaded, loadedRun(whole, wholeLaunches));
    expect(notices).toEqual([]);
  });

  it('is read from what was published of it, with its claims and its hash', async () => {
    const { loaded } = await readBrought(site);
    await expectSame(loaded, expected);
    expect(loaded.hash).toMatch(/^[0-9a-f]{12}$/);
    expect(loaded.claims).toEqual([]);
  });

  it('is read from what was published of it without its launches, and says which file has them', async () => {
    const { loaded } = await readBrought(site.filter(({ name }) => name === `${run.id}.js`));
    expect(loaded.cells).toEqual(expected.cells);
    await expect(loaded.launchesOf('plain')).rejects.toThrow(
      `The launches of plain were not brought. Bring ${run.id}.plain.js as well.`,
    );
  });
});

describe('what is brought and cannot be read', () => {
  const script = (name: string): File[] => site.filter((one) => one.name === name);
  const cut = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length / 2);
  it.each<[string, () => File[], string]>([
    ['nothing', () => [], 'no file'],
    [
      'other files',
      () => [file('a.txt', ''), file('b.png', '')],
      'There is no run in what was brought (a.txt, b.png). Bring the folder',
    ],
    ['a log without its run', () => folder().slice(1), '(launches.ndjson). Bring the folder of a run'],
    ['a run without its log', () => folder().slice(0, 1), 'run.json was brought without launches.ndjson'],
    ['two runs', () => [...folder(), ...folder()], 'More than one run was brought.'],
    [
      'a run and one of a history',
      () => [...folder(), file('whole.json.gz', packed.bytes)],
      'More than one run',
    ],
    ['a half run', () => folder(runJson.slice(0, 100)), 'The file run.json is damaged: '],
    ['a run of another shape', () => folder('{"schema":1}'), 'The file run.json is damaged: id: '],
    [
      'a newer run',
      () => folder(runJson.replace('"schema": 1', '"schema": 2')),
      'The file run.json was written by a newer Tutti (schema version 2; this page reads 1). Publish this run with that Tutti',
    ],
    [
      'a broken line',
      () => folder(runJson, log.replace('\n{', '\n')),
      'The file launches.ndjson, line 2, is damaged: ',
    ],
    [
      'a line of another shape',
      () => folder(runJson, log.replace('"block"', '"black"')),
      'The file launches.ndjson, line 1, is damaged: block: ',
    ],
    [
      'a launch twice',
      () => folder(runJson, log + log),
      'The file launches.ndjson is damaged: launch 00001 is there twice. Bring a whole copy',
    ],
    [
      'a launch of another run',
      () => folder(JSON.stringify(whole)),
      'The file launches.ndjson is damaged: launch ',
    ],
    [
      'a file that is not packed',
      () => [file('a.json.gz', 'text')],
      'The file a.json.gz could not be read: ',
    ],
    [
      'half a packed file',
      () => [file('a.json.gz', cut(packed.bytes))],
      'The file a.json.gz could not be read: ',
    ],
    [
      'a packed file of something else',
      () => [file('a.json.gz', gzipSync('[]'))],
      'The file a.json.gz is damaged: (the whole): ',
    ],
    [
      'another script',
      () => [file('app.js', 'alert(1)')],
      'There is no published run in app.js. Bring its file data/RUN.js.',
    ],
    [
      'launches without their run',
      () => script(`${run.id}.plain.js`),
      `There is no published run in ${run.id}.plain.js`,
    ],
    [
      'half a script',
      () => [file('a.js', "(window.tuttiRuns ??= {})['a'] = '{")],
      'The file a.js is damaged: it is missing, or broken off',
    ],
    [
      'launches that were published at another time',
      () => [
        ...script(`${run.id}.js`),
        file(
          'x.js',
          `window.tuttiLaunches['x'] = '${JSON.stringify({ schema: 2, hash: '0123456789ab', run: run.id, suite: 'plain', launches: [] })}';`,
        ),
      ],
      `The file x.js is damaged: it holds launches of run ${run.id}, published as 0123456789ab, not of run ${run.id}`,
    ],
  ])('%s: that is said, with what to do', async (_, files, message) => {
    await expect(readBrought(files())).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringContaining(message) as string,
    });
  });
});
