import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cellSummarySchema } from '../model/cell.js';
import { smallRun, Workplace } from './test/command-line.js';

const documentSchema = z.strictObject({
  schema: z.literal(1),
  run: z.string(),
  cells: z.array(cellSummarySchema),
  failures: z.array(
    z.looseObject({ launch: z.string(), target: z.string(), reason: z.string(), reproduce: z.string() }),
  ),
});

let place: Workplace;
afterEach(() => place.remove());

describe('tutti run', () => {
  it('measures, keeps the run, and prints one JSON document and nothing else', () => {
    place = new Workplace();
    const { code, out } = place.tutti(...smallRun, '--launches', '6', '--json');
    expect(code).toBe(0);
    const { cells, failures } = documentSchema.parse(JSON.parse(out));
    expect(failures).toEqual([]);
    const throughput = cells.filter(({ metric }) => metric === 'throughput');
    expect(throughput.map(({ target, n }) => [target, n])).toEqual([
      ['honest', 6],
      ['other', 6],
    ]);
    for (const { lo, median, hi } of throughput) {
      expect(lo).toBeLessThanOrEqual(median ?? 0);
      expect(median).toBeLessThanOrEqual(hi ?? 0);
    }
    expect(JSON.parse(place.tutti('show', '--json').out)).toEqual(JSON.parse(out));
  });

  it('goes on after failures, records them with log and command, and still ends well', () => {
    place = new Workplace({ honest: [], other: ['fails'] });
    const { code, out, err } = place.tutti(...smallRun, '--json');
    expect(code).toBe(0);
    const { cells, failures } = documentSchema.parse(JSON.parse(out));
    expect(failures).toHaveLength(2);
    expect(failures[0]).toMatchObject({
      target: 'other',
      reason: 'exited-early',
      reproduce: expect.stringContaining('honest-target.mjs fails'),
    });
    expect(cells.find(({ target }) => target === 'other')).toMatchObject({
      n: 0,
      median: null,
      validity: ['errors'],
    });
    expect(err).toContain('other at capacity=1,pairs=2,spin=32 failed: exited-early');
    expect(place.tutti('show').out).toContain('| cannot go on');
  });

  it('ends with 3 when no launch gave a result', () => {
    place = new Workplace({ honest: ['fails'], other: ['fails'] });
    const { code, err } = place.tutti(...smallRun);
    expect(code).toBe(3);
    expect(err).toContain('[EVERY_LAUNCH_FAILED]');
  });

  it('plans without measuring: the same plan for the same seed, with the time it will take', () => {
    place = new Workplace();
    const [first, second] = [1, 2].map(() =>
      place.tutti(...smallRun, '--plan-only', '--seed', '7', '--json'),
    );
    expect(first).toEqual(second);
    expect(JSON.parse(first?.out ?? '')).toMatchObject({ estimateMs: expect.any(Number), plan: { seed: 7 } });
    expect(place.tutti(...smallRun, '--plan-only').out).toMatch(/^4 launches, about .+, seed \d+$/m);
    expect(existsSync(place.results)).toBe(false);
  });

  it('exports what it measured, as CSV and as JSON', () => {
    place = new Workplace();
    place.tutti(...smallRun);
    expect(place.tutti('export').out).toMatch(
      /^suite,target,point,metric,unit,better,n,median,lo,hi,validity,pairs,capacity,spin\n/,
    );
    expect(place.tutti('export', '--rows', 'launches').out.split('\n').length).toBeGreaterThan(20);
    expect(
      JSON.parse(place.tutti('export', '--format', 'json', '--rows', 'launches').out).launches,
    ).toHaveLength(4);
    expect(place.tutti('show', '--timing').out).toMatch(/^ all\s+4\s+\d+/m);
  });
});

describe('bad input to tutti', () => {
  it.each([
    [['run', '--suite', 'chess'], 'there is no suite named "chess"', 'choose one of: '],
    [['run', '--target', 'cobol'], 'there is no target named "cobol"', 'choose one of: '],
    [['run', '--profile', 'huge'], 'there is no profile named "huge"', 'smoke, quick, standard, paper'],
    [
      ['run', '--point', 'colour=red'],
      '--point colour=red: no chosen suite has a factor "colour"',
      'the factors are: ',
    ],
    [['run', '--point', 'pairs=0'], '--point pairs=0: "pairs" is at least 1', 'the factors are: '],
    [['run', '--launches', '-3'], '--launches cannot be "-3"', 'a whole number from 1 to 10000'],
    [['run', '--launches', 'many'], '--launches cannot be "many"', 'a whole number from 1 to 10000'],
    [['run', '--seed', '1.5'], '--seed cannot be "1.5"', 'a whole number from 0'],
    [['run', '--resume', 'nowhere'], 'there is no run "nowhere"', 'tutti run'],
    [['show', 'nowhere'], 'there is no run "nowhere"', 'tutti run'],
    [['run', '--results', ''], '--results cannot be ""', 'the path of a folder'],
    [['export', '--format', 'xml'], '--format cannot be "xml"', 'csv or json'],
    [['list', 'wishes'], 'there is no list of "wishes"', 'suites, targets'],
    [['bench', 'nothing'], 'there is no bench named "nothing"', 'harness'],
  ])('%j gives one message with its remedy, exit code 2, and leaves nothing', (words, message, remedy) => {
    place = new Workplace();
    const { code, out, err } = place.tutti(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain(remedy);
    expect(err).not.toContain('    at ');
    expect(existsSync(place.results)).toBe(false);
  });

  it.each([
    ['throws', 'throw new Error("no licence today");', 'no licence today'],
    ['ends the process', 'process.exit(0);', 'ended before it was done'],
    ['waits for what never comes', 'await new Promise(() => {});', 'ended before it was done'],
    ['does not parse', 'export default {', 'tutti.config.ts could not be loaded'],
    ['has an unknown field', 'export default { tagets: [] };', 'tagets'],
    ['has a wrong field', 'export default { targets: [{ name: "Big Name" }] };', 'targets.0.name'],
    [
      'takes a name twice',
      'const t = { name: "native", title: "t", summary: "s", standsFor: "x", runtime: "r", suites: {} }; export default { targets: [t, t] };',
      'there already is a target',
    ],
  ])('a tutti.config.ts that %s gives one message and exit code 2', (_, text, message) => {
    place = new Workplace();
    place.configure(text);
    const { code, err } = place.tutti('list');
    expect(code).toBe(2);
    expect(err).toContain('tutti.config.ts');
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  it('a damaged run gives one message that names the file', () => {
    place = new Workplace();
    place.tutti(...smallRun);
    const run = join(place.results, readdirSync(place.results)[0] ?? '');
    writeFileSync(
      join(run, 'launches.ndjson'),
      `nonsense\n${readFileSync(join(run, 'launches.ndjson'), 'utf8')}`,
    );
    expect(place.tutti('show')).toMatchObject({
      code: 2,
      err: expect.stringContaining('launches.ndjson, line 1 is damaged'),
    });
    truncateSync(join(run, 'run.json'), 10);
    for (const words of [['show'], ['export'], ['run', '--resume', 'latest']]) {
      expect(place.tutti(...words)).toMatchObject({
        code: 2,
        err: expect.stringContaining('run.json is damaged'),
      });
    }
  });

  it('a damaged run is named once when nothing else can be published', () => {
    place = new Workplace();
    place.tutti(...smallRun);
    const run = join(place.results, readdirSync(place.results)[0] ?? '');
    truncateSync(join(run, 'run.json'), 10);
    const { code, err } = place.tutti('publish', '--out', 'site');
    expect({ code, times: err.split('is damaged').length - 1 }).toEqual({ code: 2, times: 1 });
    expect(existsSync(join(place.folder, 'site'))).toBe(false);
    rmSync(join(run, 'run.json'));
    expect(place.tutti('show', run)).toMatchObject({
      code: 2,
      err: expect.stringContaining('run.json is damaged'),
    });
  });

  it('a results folder that is a file gives one message', () => {
    place = new Workplace();
    writeFileSync(join(place.folder, 'file'), '');
    expect(place.tutti(...smallRun, '--results', 'file')).toMatchObject({
      code: 3,
      err: expect.stringContaining('--results DIR'),
    });
  });
});

/** Whether this machine lets us mount a file system of our own. */
const canMount = (() => {
  const probe = new Workplace();
  const mounted = mount(probe.folder, 'size=64k');
  if (mounted) spawnSync('umount', [probe.folder]);
  probe.remove();
  return mounted;
})();

function mount(folder: string, options: string): boolean {
  return (
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tutti-test', folder], { stdio: 'ignore' }).status === 0
  );
}

describe.skipIf(!canMount)('a results folder', () => {
  it('that is read-only gives one message and nothing is lost', () => {
    place = new Workplace();
    mkdirSync(join(place.folder, 'disk'));
    mount(join(place.folder, 'disk'), 'ro');
    const said = place.tutti(...smallRun, '--results', 'disk');
    spawnSync('umount', [join(place.folder, 'disk')]);
    expect(said).toMatchObject({ code: 3, err: expect.stringContaining('the file system is read-only') });
  });

  it('on a disk that is full from the start gives one message and leaves no run folder', () => {
    place = new Workplace();
    mkdirSync(join(place.folder, 'disk'));
    mount(join(place.folder, 'disk'), 'size=8k');
    const said = place.tutti(...smallRun, '--results', 'disk');
    const left = readdirSync(join(place.folder, 'disk'));
    spawnSync('umount', [join(place.folder, 'disk')]);
    expect(said).toMatchObject({ code: 3, err: expect.stringContaining('the disk is full') });
    expect(left).toEqual([]);
  });

  it('on a disk that fills up keeps every whole launch and says what to do', () => {
    place = new Workplace();
    mkdirSync(join(place.folder, 'disk'));
    mount(join(place.folder, 'disk'), 'size=64k');
    const said = place.tutti(...smallRun, '--launches', '40', '--results', 'disk');
    const [run = ''] = readdirSync(join(place.folder, 'disk'));
    const files = readdirSync(join(place.folder, 'disk', run));
    const log = readFileSync(join(place.folder, 'disk', run, 'launches.ndjson'), 'utf8');
    spawnSync('umount', [join(place.folder, 'disk')]);
    expect(said).toMatchObject({ code: 3, err: expect.stringContaining('the disk is full') });
    expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
    expect(log.length).toBeGreaterThan(0);
    for (const line of log.trimEnd().split('\n')) expect(() => void JSON.parse(line)).not.toThrow();
  });
});
