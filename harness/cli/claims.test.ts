import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import producerConsumer from '../../suites/producer-consumer/suite.js';
import { type JudgedClaim, judgedClaimSchema } from '../model/claim.js';
import { measuredLaunch, recordsOf, runOf } from '../model/test/records.js';
import { RunWriter } from '../store/run-folder.js';
import { Workplace } from './test/command-line.js';

const documentSchema = z.strictObject({
  schema: z.literal(1),
  run: z.string(),
  claims: z.array(judgedClaimSchema),
});

let place: Workplace;
beforeEach(() => (place = new Workplace()));
afterEach(() => place.remove());

/** Stores a run in which native passes on ten times as much as the others, at 1,024 pairs. */
function storeRun(): void {
  const run = runOf({
    suite: producerConsumer,
    targets: ['native', 'nptl', 'linuxthreads'],
    grid: { pairs: [1024] },
  });
  const writer = RunWriter.create(place.results, run);
  for (const record of recordsOf(run, (launch) =>
    measuredLaunch({ ...launch, throughput: launch.target === 'native' ? 10_000 : 1000 }),
  )) {
    writer.append(record);
  }
  writer.close();
}

function claimsOf(...words: string[]): JudgedClaim[] {
  const { code, out } = place.tutti('claims', '--json', ...words);
  expect(code).toBe(0);
  return documentSchema.parse(JSON.parse(out)).claims;
}

describe('tutti claims', () => {
  it('prints one JSON document with every claim of every suite, and ends well whatever they say', () => {
    storeRun();
    const claims = claimsOf();
    const verdicts = Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toMatchObject({
      '7.3-capriccio-ahead': 'reproduced',
      '7.3-capriccio-flat': 'not-measured',
      '7.5-knot-holds': 'not-measured',
    });
    const ahead = claims.find(({ id }) => id === '7.3-capriccio-ahead');
    expect(new Set(ahead?.cells.map(({ target }) => target))).toEqual(
      new Set(['native', 'nptl', 'linuxthreads']),
    );
    expect(ahead?.launches).toHaveLength(18);
  });

  it('judges only the suites that it is asked for', () => {
    storeRun();
    expect(new Set(claimsOf('--suite', 'producer-consumer').map(({ suite }) => suite))).toEqual(
      new Set(['producer-consumer']),
    );
    const { code, err } = place.tutti('claims', '--suite', 'chess');
    expect(code).toBe(2);
    expect(err).toContain('there is no suite named "chess"');
  });

  it('prints each verdict with its sentence, its rule, its numbers and what the targets stand for', () => {
    storeRun();
    const { out } = place.tutti('claims');
    expect(out).toContain('1 reproduced, 0 not-reproduced, 0 inconclusive');
    expect(out).toContain('REPRODUCED  7.3-capriccio-ahead: ');
    expect(out).toContain('native over nptl at 1024 pairs: 10 [10, 10], wanted at least 2');
    expect(out).toMatch(/Not in the run: .*web/);
    expect(out).toContain('Targets stand for\n');
  });

  it('lists the claims with the profile that measures enough for each', () => {
    const { code, out } = place.tutti('list', 'claims', '--json');
    expect(code).toBe(0);
    const { claims } = z
      .object({ claims: z.array(z.object({ name: z.string(), profile: z.string() })) })
      .parse(JSON.parse(out));
    expect(claims.find(({ name }) => name === '7.3-capriccio-flat')?.profile).toBe('standard');
    expect(claims.find(({ name }) => name === '7.3-capriccio-ahead')?.profile).toBe('quick');
  });
});
