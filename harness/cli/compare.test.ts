import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jitter, recorded } from '../judge/test/recorded.js';
import { type ComparisonDocument, comparisonDocumentSchema } from '../model/comparison-document.js';
import type { Run } from '../model/run.js';
import { measuredLaunch } from '../model/test/records.js';
import { RunWriter } from '../store/run-folder.js';
import { nearNames } from './near-names.js';
import { type Said, Workplace } from './test/command-line.js';

const run = '2026-01-02-030405';
let place: Workplace;

beforeAll(() => {
  place = new Workplace();
  store(place.results, run);
});
afterAll(() => place.remove());

/** Writes a run of two targets, of which `honest` is twice as fast, with something about it changed. @returns its folder */
function store(results: string, id: string, change: Partial<Run> = {}): string {
  const measured = recorded({ id, targets: ['honest', 'other'], blocks: 6 }, (launch) =>
    measuredLaunch({ ...launch, throughput: (launch.target === 'honest' ? 2e6 : 1e6) * jitter(launch) }),
  );
  const writer = RunWriter.create(results, { ...measured.run, ...change });
  for (const launch of measured.launches) writer.append(launch);
  writer.close();
  return writer.folder;
}

/** The same in a folder of its own, which is not that of all runs. */
function storeElsewhere(id: string, change: Partial<Run> = {}): string {
  return store(join(place.folder, 'elsewhere'), id, change);
}

/** The document that is printed, and nothing else. */
function documentOf({ out, err }: Said): ComparisonDocument {
  expect(err).toBe('');
  return comparisonDocumentSchema.strict().parse(JSON.parse(out));
}

describe('tutti compare', () => {
  it('without arguments prints tiers of the latest run, and the order audit', () => {
    const { code, out } = place.tutti('compare');
    expect(code).toBe(0);
    expect(out).toMatch(/^Run .*: tiers of all targets$/m);
    expect(out).toMatch(/^ point +tier +rank +target +items\/s +95 % interval +n +not ranked$/m);
    expect(out).toMatch(/^ +2 +2 +other +1\.0\d M +\[.*\] +6$/m);
    expect(out).toContain('Does the order of the launches show?');
    const { tiers, audit, rows } = documentOf(place.tutti('compare', '--json'));
    expect(tiers.map(({ metric, standings }) => [metric, standings.length])).toEqual([['throughput', 2]]);
    expect(audit.order.map(({ effect, n }) => [effect, n])).toEqual([
      ['position', 6],
      ['drift', 6],
    ]);
    expect(rows).toEqual([]);
  });

  it('compares two targets, by their primary metric unless told otherwise', () => {
    const { rows } = documentOf(place.tutti('compare', 'honest', 'other', '--json'));
    expect(rows).toMatchObject([
      { a: 'honest', b: 'other', metric: 'throughput', n: 6, target: null, verdict: 'faster' },
    ]);
    expect(rows[0]?.ratio).toBeCloseTo(2, 1);
    const all = documentOf(place.tutti('compare', 'honest', 'other', '--all-metrics', '--json')).rows;
    expect(all.length).toBeGreaterThan(1);
    const one = documentOf(
      place.tutti('compare', 'honest', 'other', '--metric', 'peakMemory', '--json'),
    ).rows;
    expect(one.map(({ metric, better }) => [metric, better])).toEqual([['peakMemory', 'lower']]);
  });

  it('computes the same from the same launches, whenever it is asked', () => {
    const [first, second] = [1, 2].map(() => place.tutti('compare', 'honest', 'other', '--run', run));
    expect(first?.out).toContain('honest against other');
    expect(second).toEqual(first);
  });

  it('compares two runs, by id or folder, and lists what differs', () => {
    const folder = storeElsewhere('later');
    const { code, out } = place.tutti('compare', run, folder);
    expect(code).toBe(0);
    expect(out).toContain(`Run A is ${run}, run B is later`);
    expect(out).toContain('Of all rows: 0 of 2 rows are faster, 0 slower.');
    const { rows } = documentOf(place.tutti('compare', run, folder, '--json'));
    expect(rows.map(({ target, ratio }) => [target, ratio])).toEqual([
      ['honest', 1],
      ['other', 1],
    ]);
  });

  it('ends with 5 when two runs are incomparable, and says why', () => {
    const elsewhere = storeElsewhere('other-host', { host: 'another' });
    const { code, out } = place.tutti('compare', run, elsewhere);
    expect(code).toBe(5);
    expect(out).toContain('host: local against another (incomparable)');
    expect(documentOf(place.tutti('compare', run, elsewhere, '--json')).rows[0]).toMatchObject({
      verdict: 'incomparable',
      ratio: null,
    });
  });

  it.each([
    [
      ['honset', 'other'],
      '"honset" is neither a target of run',
      'did you mean honest? its targets are: honest, other',
    ],
    [['honest', 'nowhere'], '"nowhere" is neither a target of run', 'the last runs are: '],
    [['honest'], 'what is "honest" to be compared with?', 'name two targets, or two runs'],
    [['honest', 'honest'], 'both sides are "honest"', 'name two different ones'],
    [['--suite', 'chess'], 'there is no suite named "chess"', 'producer-consumer'],
    [['--metric', 'thruput'], 'no chosen suite has a metric named "thruput"', 'choose one of: throughput, '],
    [['--run', 'nowhere'], 'there is no run "nowhere"', 'the last ones are: '],
  ])('answers %j with one message, its remedy, and exit code 2', (words, message, remedy) => {
    const { code, out, err } = place.tutti('compare', ...words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).toContain(remedy);
  });
});

describe('near names', () => {
  it.each([
    ['natve', ['native', 'nptl', 'go'], ['native']],
    ['promise', ['event-loop:promises', 'event-loop'], ['event-loop:promises']],
    ['go', ['no', 'got', 'rust'], ['got', 'no']],
    ['zzz', ['native', 'nptl'], []],
  ])('of %s among %j are %j', (name, known, near) => {
    expect(nearNames(name, known)).toEqual(near);
  });
});
