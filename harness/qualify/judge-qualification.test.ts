import { describe, expect, it } from 'vitest';
import { qualificationReportSchema } from '../model/qualification-report.js';
import { qualificationText } from '../report/qualification-report.js';
import { qualified, type SyntheticMachine } from './test/qualified.js';

const quiet: SyntheticMachine = { noise: 0.01 };

/** The second copy takes so many times as long. */
const favour =
  (factor: number) =>
  ({ target }: { target: string }): number =>
    target.endsWith('@b') ? factor : 1;

describe('a quiet machine', () => {
  const report = qualified(quiet);

  it('is fit, and has no noise to speak of', () => {
    expect(qualificationReportSchema.parse(report)).toMatchObject({ fit: true, reasons: [], noise: [] });
  });

  it('has few false alarms, of as many trials as there were, in an exact interval', () => {
    const { interval, gate } = report.now.falseAlarms;
    expect(interval).toMatchObject({ of: 10 });
    expect(interval?.lo).toBeLessThan(0.05);
    expect(gate?.count).toBe(0);
  });

  it('sees slowdowns the oftener the larger they are, and measures what was injected', () => {
    expect(report.now.power.map(({ wanted }) => wanted)).toEqual([0.02, 0.05, 0.1]);
    const seen = report.now.power.map(({ interval }) => interval?.share ?? 0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    for (const { wanted, injected, measured } of report.now.power) {
      expect(injected).toBe(wanted);
      expect(measured).toBeCloseTo(wanted, 2);
    }
    expect(report.now.power.at(-1)).toMatchObject({ comparison: { share: 1 }, gate: { share: 1 } });
  });

  it('has a measured noise floor from twenty controls on, and says what it could have seen', () => {
    const { metrics } = qualified(quiet, { blocks: 6, trials: 20 });
    const throughput = metrics.find(({ metric }) => metric === 'throughput');
    expect(throughput).toMatchObject({ controls: 20, floor: 0.02, floorMeasured: true });
    expect(throughput?.mde).toBeGreaterThan(0.02);
    expect(throughput?.mde).toBeLessThan(0.05);
  });

  it('has an assumed noise floor with fewer', () => {
    const { metrics } = qualified(quiet, { blocks: 6, trials: 2 });
    expect(metrics[0]).toMatchObject({ controls: 2, floor: 0.05, floorMeasured: false });
  });

  it('says nothing of shares when no trial has an interval', () => {
    const { now, fit } = qualified(quiet, { blocks: 5, trials: 1 });
    expect(now).toEqual({ falseAlarms: { interval: null, comparison: null, gate: null }, power: [] });
    expect(fit).toBe(true);
  });
});

describe('a machine that drifts', () => {
  const report = qualified({
    noise: 0.01,
    factor: (_, place) => 1 + place / 4000,
    seen: (place) => ({ spinBeforeNs: 1 + place / 4000, spinAfterNs: 1 + (place + 1) / 4000 }),
  });

  it('is told to drift, by its numbers and by the speed of its CPU', () => {
    const sources = report.noise.map(({ source }) => source);
    expect(sources).toEqual(expect.arrayContaining(['drift', 'clock-drift']));
    expect(qualificationText(report)).toMatch(
      /numbers went up or down in the course of the run: .*-\d+\.\d %/,
    );
  });

  it('is fit all the same: blocks are short against the drift', () => {
    expect(report.fit).toBe(true);
  });
});

describe('a machine with two kinds of launches', () => {
  const report = qualified({ noise: 0.005, factor: ({ seed }) => (seed % 2 === 0 ? 1 : 1.3) });

  it('is told to have them, with their shares and how far they are apart', () => {
    expect(report.noise).toContainEqual({
      source: 'modes',
      detail: expect.stringMatching(
        /5 of 5 cells, such as .*\d % and .*\d % of whose launches are (29|30)\.\d % apart/,
      ),
    });
  });
});

describe('a machine that favours one of two copies', () => {
  const report = qualified({ noise: 0.01, factor: favour(1.04) });

  it('is not fit, with the number of false alarms', () => {
    expect(report.fit).toBe(false);
    expect(report.reasons).toEqual([
      expect.stringContaining('a target differs from itself in 10 of 10 trials'),
    ]);
    expect(qualificationText(report)).toContain('This machine is NOT fit to measure on now');
  });

  it('is held against floors that its own controls have no part in', () => {
    const size = { blocks: 6, trials: 25 };
    const { now, all, metrics } = qualified({ noise: 0.005, factor: favour(1.08) }, size);
    expect(metrics[0]).toMatchObject({ metric: 'throughput', floorMeasured: true });
    expect(metrics[0]?.floor).toBeGreaterThan(0.08);
    expect(now.falseAlarms.comparison).toMatchObject({ count: 25, of: 25 });
    expect(all.falseAlarms).toEqual(now.falseAlarms);
  });
});

describe('a machine too noisy to see a slowdown', () => {
  const report = qualified({
    noise: 0.5,
    seen: (place) => ({ steal: place % 2 === 0 ? 0.3 : 0, foreignCpus: 1.5, foreignIo: 0.2 }),
  });

  it('is not fit, and is told who else used it, in numbers', () => {
    expect(report.reasons[0]).toMatch(/^a slowdown of 10 % is seen in \d of 10 trials \(/);
    expect(report.noise.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['steal', 'neighbours', 'neighbours-disk']),
    );
    expect(report.noise.find(({ source }) => source === 'steal')?.detail).toMatch(
      /more than 1 % during 150 of 300 launches/,
    );
  });
});

describe('a slowdown without effect', () => {
  it('makes a machine unfit: what was injected is not what was measured', () => {
    const { reasons } = qualified({ noise: 0.01, effect: 0 });
    expect(reasons).toContainEqual(
      expect.stringMatching(/^a slowdown that took 10 % of the time changed the numbers by/),
    );
  });
});
