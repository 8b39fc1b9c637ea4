import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Arms, changedBy, judged } from '../judge/test/gate-stages.js';
import { acceptedFileSchema } from '../model/gate.js';
import { Workplace } from './test/command-line.js';

const cell = 'producer-consumer/capriccio/capacity=1,pairs=1/throughput';
const why = ['--reason', 'checksums are worth it', '--by', 'Ada'];
const forLong = ['--until', '2999-12-31'];

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

/** Leaves a verdict as a check would. */
function leaveVerdict(id: string, cells: number): void {
  leave(
    id,
    Array.from({ length: cells }, () => changedBy(0.8, 5)),
  );
}

function leave(id: string, screen: readonly Arms[]): void {
  const folder = join(place.folder, 'results', 'checks', id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'verdict.json'), JSON.stringify(judged({ screen, confirm: null })));
}

function leaveAccepted(change: Readonly<Record<string, string>>): void {
  writeFileSync(join(place.folder, 'tutti.accepted.json'), JSON.stringify({ schema: 1, accepted: [change] }));
}

function accepted() {
  return acceptedFileSchema.parse(JSON.parse(readFileSync(join(place.folder, 'tutti.accepted.json'), 'utf8')))
    .accepted;
}

describe('tutti accept', () => {
  it('writes an exception with its reason, its end and who says so', () => {
    leaveVerdict('2026-01-01', 1);
    const { code, out } = place.tutti('accept', cell, ...why, ...forLong);
    expect(code).toBe(0);
    expect(out).toContain('commit it');
    expect(out).toContain(`${cell} to -20 % until 2999-12-31, by Ada`);
    expect(accepted()).toEqual([
      {
        cell,
        reason: 'checksums are worth it',
        until: '2999-12-31',
        by: 'Ada',
        ratio: expect.closeTo(0.8, 2),
        difference: null,
        failure: false,
      },
    ]);
  });

  it('replaces the exception of the same cell and keeps the others, in order', () => {
    leaveVerdict('2026-01-01', 2);
    const second = cell.replace('pairs=1', 'pairs=2');
    for (const one of [second, cell, second]) place.tutti('accept', one, ...why, ...forLong);
    expect(accepted().map((one) => one.cell)).toEqual([cell, second]);
  });

  it('accepts that head fails only when it is told to', () => {
    const broken = { ...changedBy(1, 5), head: ['failed', 'failed', 'failed', 'failed', 'failed'] as const };
    leave('2026-01-01', [broken]);
    const { code, err } = place.tutti('accept', cell, ...why, ...forLong);
    expect(code).toBe(2);
    expect(err).toContain('head fails at this cell: head failed in 5 of 5 launches');
    expect(place.tutti('accept', cell, ...why, ...forLong, '--failure').code).toBe(0);
    expect(accepted()).toMatchObject([{ ratio: null, failure: true }]);
  });

  it('goes by the latest verdict, or by the one it is told', () => {
    leaveVerdict('2026-01-01', 2);
    leaveVerdict('2026-01-02', 1);
    const second = cell.replace('pairs=1', 'pairs=2');
    const { code, err } = place.tutti('accept', second, ...why, ...forLong);
    expect(code).toBe(2);
    expect(err).toContain(`has no cell "${second}"`);
    expect(err).toContain(`choose one of: ${cell}`);
    const older = join('results', 'checks', '2026-01-01', 'verdict.json');
    expect(place.tutti('accept', second, ...why, ...forLong, '--verdict', older).code).toBe(0);
  });

  it('wants a check to have been made', () => {
    const { code, err } = place.tutti('accept', cell, ...why, ...forLong);
    expect(code).toBe(2);
    expect(err).toContain('there is no verdict of a check in results/checks');
  });

  it('wants a reason, and a day that is not over', () => {
    leaveVerdict('2026-01-01', 1);
    const said = (...words: string[]) => place.tutti('accept', cell, ...words).err;
    expect(said(...forLong)).toContain('an exception needs --reason');
    expect(said('--reason', ' ', ...forLong)).toContain('--reason cannot be " "');
    expect(said(...why)).toContain('an exception needs --until');
    for (const day of ['2020-01-01', 'tomorrow', '2999-02-30']) {
      expect(said(...why, '--until', day)).toContain(`--until cannot be "${day}"`);
    }
  });

  it('lists what there is, and says what has ended', () => {
    expect(place.tutti('accept').out).toBe('no exceptions in tutti.accepted.json\n');
    leaveAccepted({ cell: 'old', reason: 'then', until: '2020-01-01', by: 'Ada' });
    expect(place.tutti('accept').out).toBe(
      'ended: old for nothing (it names no bound) until 2020-01-01, by Ada: then\n',
    );
    leaveVerdict('2026-01-01', 1);
    expect(place.tutti('accept', cell, ...why, ...forLong).err).toContain(
      'note: the exception for old ended on 2020-01-01: remove or renew it',
    );
  });

  it('refuses a file that it does not understand rather than write over it', () => {
    leaveVerdict('2026-01-01', 1);
    leaveAccepted({ cell: 'old', reason: 'then', until: 'some day', by: 'Ada' });
    const before = readFileSync(join(place.folder, 'tutti.accepted.json'), 'utf8');
    const { code, err } = place.tutti('accept', cell, ...why, ...forLong);
    expect(code).toBe(2);
    expect(err).toContain('tutti.accepted.json: accepted.0.until');
    expect(readFileSync(join(place.folder, 'tutti.accepted.json'), 'utf8')).toBe(before);
  });
});
